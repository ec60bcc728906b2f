// Whether the test case that runs has failed so far, also by a CHECK after which it went on.
#pragma once

namespace waarmerk::tests {

bool this_test_failed();

}  // namespace waarmerk::tests
