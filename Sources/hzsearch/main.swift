print("hzsearch")
