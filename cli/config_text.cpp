#include "cli/config_text.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "node/ops/config.hpp"

namespace waarmerk::cli {
namespace {

/// A TOML basic string (TOML 1.0, Strings).
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

struct Printer {
  std::string operator()(const std::string& text) const { return quoted(text); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
};

}  // namespace

std::optional<std::string> change_setting(std::string text, const Setting& setting) {
  const auto section = text.find("\n[" + std::string(setting.section) + "]\n");
  if (section == std::string::npos) return std::nullopt;
  const auto line = text.find("\n" + std::string(setting.key) + " = ", section);
  if (line == std::string::npos || line > text.find("\n[", section + 1)) return std::nullopt;
  const auto end = text.find('\n', line + 1);
  text.replace(line + 1, end - line - 1,
               std::string(setting.key) + " = " + std::visit(Printer(), setting.value));
  return text;
}

Result<std::string> write_config(const std::vector<Setting>& settings) {
  auto text = node::ops::print_default_config();
  for (const auto& setting : settings) {
    auto changed = change_setting(std::move(text), setting);
    assert(changed);
    text = std::move(*changed);
  }
  TRY_OK(node::ops::parse_config(text, {}));
  return text;
}

}  // namespace waarmerk::cli
