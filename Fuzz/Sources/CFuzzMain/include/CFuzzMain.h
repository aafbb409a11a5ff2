#ifndef C_FUZZ_MAIN_H
#define C_FUZZ_MAIN_H

/* What the package manager takes for the program's main function: hands over to libFuzzer. */
int hzfuzz_main(int count, char **arguments);

#endif
