// The contexts inside the program: made by CMake with the recipe and digests of spec/contexts.
#pragma once

#include <span>
#include <string_view>

namespace waarmerk::jsonld {

struct ShippedContext {
  std::string_view url;
  std::string_view published_sha256;  ///< of the bytes at the URL, in hexadecimal
  std::string_view sha256;            ///< of `text`; checked when the program was built
  std::string_view text;              ///< the same JSON in canonical form
};

std::span<const ShippedContext> shipped_contexts();

}  // namespace waarmerk::jsonld
