#include "CHZKernels.h"
