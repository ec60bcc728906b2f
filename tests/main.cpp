// The one doctest main: every test program is this file and the tests that CMake gives it.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
