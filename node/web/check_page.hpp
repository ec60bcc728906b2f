// The page on which somebody has a badge checked: a file or a text goes in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "node/http/message.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::web {

/// What a page may send of a badge. The node takes more (4 MiB with all that goes around it), so
/// that what the page says holds.
inline constexpr std::int64_t badge_bytes_max = 4'000'000;

struct CheckForm {
  words::Languages language = words::Language::en;
  std::string node_name;
  /// Why nothing was checked, of what was sent before; the status says whose fault it was.
  std::optional<words::Key> wrong = {};
  int status = 200;
  /// The hidden fields (web/again.hpp) with which another language says the same of what was sent;
  /// without them it has the form alone.
  std::string again = {};
};

http::Response check_page(const CheckForm& form);

}  // namespace waarmerk::node::web
