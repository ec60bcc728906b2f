#include "cli/trust_map_dot.hpp"

#include <fmt/format.h>

#include <string_view>

namespace waarmerk::cli {
namespace {

/// A label: `\` begins an escape there, and `&` an entity.
std::string quoted(std::string_view text) {
  std::string safe = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') safe += '\\';
    safe += c == '&' ? "&amp;" : std::string_view(&c, 1);
  }
  return safe + '"';
}

std::string_view style_of(const TrustMap::Line& line) {
  if (!line.is_settled) return "dotted";
  return line.introduces ? "solid" : "dashed";
}

}  // namespace

std::string print_dot(const TrustMap& map) {
  std::string text = "digraph trust {\n  rankdir=LR\n  node [shape=box, style=rounded]\n";
  text += "  label=" + quoted(map.title()) + "\n";
  for (std::size_t i = 0; i < map.stops.size(); ++i) {
    const auto& stop = map.stops[i];
    text += fmt::format("  n{} [label={}, tooltip={}", i, quoted(stop.name), quoted(stop.did));
    if (stop.hops == 0) text += ", penwidth=2";
    if (stop.root) text += ", peripheries=2";
    text += "]\n";
  }
  for (const auto& line : map.lines) {
    text += fmt::format("  n{} -> n{} [label=\"{}\", style={}, tooltip={}]\n", line.from, line.to,
                        line.amount, style_of(line), quoted(map.sentence(line)));
  }
  return text + "}\n";
}

}  // namespace waarmerk::cli
