// Functions found in C++ text by counting braces: a rough reader, good enough to measure with.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waarmerk::shape {

struct Function {
  std::string head;        ///< what stands before the opening brace
  std::size_t first_line;  ///< counted from 1
  std::size_t line_count;
};

/// Every function and test case of `text`; lambdas belong to the function that holds them.
std::vector<Function> functions_of(std::string_view text);

struct Lambda {
  std::string captures;  ///< what stands between the square brackets
  std::string body;      ///< without the bodies of lambdas inside it
  std::size_t line;
};

std::vector<Lambda> lambdas_of(std::string_view text);

}  // namespace waarmerk::shape
