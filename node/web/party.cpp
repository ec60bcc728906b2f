#include "node/web/party.hpp"

#include <algorithm>
#include <utility>

#include "node/http/percent.hpp"
#include "node/web/markup.hpp"

namespace waarmerk::node::web {
namespace {

constexpr std::size_t place_bytes_max = 120;
constexpr std::size_t id_bytes_max = 20;

std::string cut(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  auto end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

/// `example.org:8443/path` of what stands behind `did:web:`.
std::string place_of_did(std::string_view specific) {
  const auto colon = specific.find(':');
  const auto host = specific.substr(0, colon);
  auto place = http::decode_percent(host).value_or(std::string(host));
  if (colon == std::string_view::npos) return place;
  for (const char c : specific.substr(colon)) place += c == ':' ? '/' : c;
  return place;
}

bool take_start(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

}  // namespace

std::string place_of(std::string_view id) {
  auto rest = id;
  if (take_start(rest, "did:web:")) return cut(place_of_did(rest), place_bytes_max);
  if (take_start(rest, "did:webvh:")) {
    const auto colon = rest.find(':');  // behind the SCID
    if (colon == std::string_view::npos) return cut(id, id_bytes_max);
    return cut(place_of_did(rest.substr(colon + 1)), place_bytes_max);
  }
  if (take_start(rest, "https://") || take_start(rest, "http://")) {
    const auto authority = rest.substr(0, rest.find_first_of("/?#"));
    const auto path = rest.substr(authority.size());
    const auto host = authority.substr(authority.rfind('@') + 1);  // npos + 1 is 0
    return cut(std::string(host) + std::string(path == "/" ? "" : path), place_bytes_max);
  }
  return cut(id, id_bytes_max);
}

std::string party_text(std::string_view name, std::string_view id) {
  if (name.empty()) return std::string(id);
  const auto place = place_of(id);
  const auto tamed = without_marks(name);
  return place.empty() ? tamed : tamed + " (" + place + ")";
}

std::string party_html(std::string_view name, std::string_view id) {
  if (name.empty()) return id.empty() ? std::string() : bdi(id);
  const auto place = place_of(id);
  return bdi(name) + (place.empty() ? "" : " (" + bdi(place) + ")");
}

std::string with_party(std::string html, std::string_view name, std::string_view id) {
  static const auto mark = bdi(party_mark);
  const auto at = html.find(mark);
  if (at != std::string::npos) html.replace(at, mark.size(), party_html(name, id));
  return html;
}

}  // namespace waarmerk::node::web
