print("hzsearchd")
