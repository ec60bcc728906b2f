#include "cli/config_text.hpp"

#include <fmt/format.h>

#include <cassert>

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

void change(std::string& text, const Setting& setting) {
  const auto section = text.find("\n[" + std::string(setting.section) + "]\n");
  assert(section != std::string::npos);
  const auto line = text.find("\n" + std::string(setting.key) + " = ", section);
  assert(line != std::string::npos);
  const auto end = text.find('\n', line + 1);
  text.replace(line + 1, end - line - 1,
               std::string(setting.key) + " = " + std::visit(Printer(), setting.value));
}

}  // namespace

Result<std::string> write_config(const std::vector<Setting>& settings) {
  auto text = node::ops::print_default_config();
  for (const auto& setting : settings) change(text, setting);
  TRY_OK(node::ops::parse_config(text, {}));
  return text;
}

}  // namespace waarmerk::cli
