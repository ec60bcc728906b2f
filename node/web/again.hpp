// Again: what somebody sent to be checked, carried by the answer, so that another language is one
// press away. Nothing of it is kept by the node.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace waarmerk::node::web {

struct Again {
  std::string file = {};    ///< bytes
  std::string beside = {};  ///< what came along with a receipt
  std::string link = {};    ///< in place of both: it is fetched again
};

inline constexpr std::string_view again_field = "again";
inline constexpr std::string_view again_beside_field = "again_beside";
inline constexpr std::size_t again_bytes_max = 1'000'000;

/// Hidden fields of a form to `/check`, as HTML. Empty where nothing was sent, or more than a page
/// should carry: then there is no menu.
std::string again_fields(const Again& again);

/// The bytes of such a field; nothing where it is no field of ours.
std::optional<std::string> read_again(std::string_view field);

}  // namespace waarmerk::node::web
