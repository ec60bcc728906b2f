#include "node/http/etag.hpp"

namespace waarmerk::node::http {
namespace {

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

bool has_newest(const Request& request, std::string_view etag) {
  auto named = request.headers.find("If-None-Match").value_or(std::string_view());
  if (trim(named) == "*") return true;
  while (!named.empty()) {
    const auto comma = named.find(',');
    auto tag = trim(named.substr(0, comma));
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag) return true;
    named.remove_prefix(comma == std::string_view::npos ? named.size() : comma + 1);
  }
  return false;
}

}  // namespace waarmerk::node::http
