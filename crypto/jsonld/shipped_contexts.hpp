// The contexts inside the program: made by CMake from the files and digests of spec/contexts.
#pragma once

#include <span>
#include <string_view>

namespace waarmerk::jsonld {

struct ShippedContext {
  std::string_view url;
  std::string_view sha256;  ///< of `text`, in hexadecimal; checked when the program was built
  std::string_view text;
};

std::span<const ShippedContext> shipped_contexts();

}  // namespace waarmerk::jsonld
