#include "node/ops/config.hpp"

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "node/ops/config_keys.hpp"
#include "node/ops/text_file.hpp"

namespace waarmerk::node::ops {
namespace {

constexpr std::size_t file_bytes_max = 1 << 20;
constexpr std::size_t text_bytes_max = 4096;
constexpr std::string_view prefix = "WAARMERK_";

std::unexpected<Error> refuse(const Key& key, std::string_view fault) {
  return fail(bad_value, full_name(key) + ' ' + std::string(fault) + '.');
}

Result<void> set(Config& config, const Key& key, std::string value) {
  const auto& place = std::get<TextKey>(key.place);
  if (value.size() > text_bytes_max) return refuse(key, "is too long");
  if (std::ranges::any_of(value, [](char c) { return c >= 0 && c < ' '; })) {
    return refuse(key, "must be one line");
  }
  const auto fault = place.fault ? place.fault(value) : std::string_view();
  if (!fault.empty()) return refuse(key, fault);
  place.at(config) = std::move(value);
  return {};
}

Result<void> set(Config& config, const Key& key, std::int64_t value) {
  const auto& place = std::get<NumberKey>(key.place);
  if (value < place.least || value > place.most) {
    return refuse(
        key, "must be from " + std::to_string(place.least) + " to " + std::to_string(place.most));
  }
  place.at(config) = value;
  return {};
}

Result<void> set(Config& config, const Key& key, std::vector<std::string> values) {
  const auto& place = std::get<ListKey>(key.place);
  if (values.size() > place.count_max) return refuse(key, "has too many elements");
  for (const auto& value : values) {
    const auto fault = place.fault(value);
    if (!fault.empty()) return refuse(key, "has an element that " + std::string(fault));
  }
  place.at(config) = std::move(values);
  return {};
}

Result<std::vector<std::string>> texts_of(const Key& key, const toml::node& node) {
  std::vector<std::string> texts;
  const auto* array = node.as_array();
  if (!array) return refuse(key, "must be a list of texts");
  for (const auto& element : *array) {
    const auto text = element.value_exact<std::string>();
    if (!text) return refuse(key, "must be a list of texts");
    texts.push_back(*text);
  }
  return texts;
}

/// The TOML value must have the type of the key: a number is not a text that looks like one.
Result<void> set_from_toml(Config& config, const Key& key, const toml::node& node) {
  if (std::holds_alternative<TextKey>(key.place)) {
    const auto text = node.value_exact<std::string>();
    return text ? set(config, key, *text) : refuse(key, "must be a text");
  }
  if (std::holds_alternative<NumberKey>(key.place)) {
    const auto number = node.value_exact<std::int64_t>();
    return number ? set(config, key, *number) : refuse(key, "must be a whole number");
  }
  if (const auto* flag = std::get_if<FlagKey>(&key.place)) {
    const auto value = node.value_exact<bool>();
    if (!value) return refuse(key, "must be true or false");
    flag->at(config) = *value;
    return {};
  }
  TRY(texts, texts_of(key, node));
  return set(config, key, std::move(texts));
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

Result<void> set_from_text(Config& config, const Key& key, const std::string& text) {
  if (std::holds_alternative<TextKey>(key.place)) return set(config, key, text);
  if (std::holds_alternative<ListKey>(key.place)) return set(config, key, split(text));
  if (const auto* flag = std::get_if<FlagKey>(&key.place)) {
    if (text != "true" && text != "false") return refuse(key, "must be true or false");
    flag->at(config) = text == "true";
    return {};
  }
  std::int64_t number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return refuse(key, "must be a whole number");
  return set(config, key, number);
}

const Key* find_key(std::string_view name) {
  const auto keys = config_keys();
  const auto found = std::ranges::find(keys, name, full_name);
  return found == keys.end() ? nullptr : &*found;
}

/// Names may be a slip that holds a secret only as a value, so the name itself can be told.
std::unexpected<Error> unknown(const std::string& name) {
  return fail(unknown_key, "There is no key '" + name.substr(0, 100) + "'; the nearest is '" +
                               nearest_key(name) + "'.");
}

Result<void> read_table(Config& config, const toml::table& table) {
  for (const auto& [section, content] : table) {
    const std::string section_name(section.str());
    const auto* keys = content.as_table();
    if (!keys) return unknown(section_name);
    for (const auto& [name, value] : *keys) {
      const auto whole = section_name + '.' + std::string(name.str());
      const auto* key = find_key(whole);
      if (!key) return unknown(whole);
      TRY_OK(set_from_toml(config, *key, value));
    }
  }
  return {};
}

std::string variable_of(const Key& key) {
  std::string name = std::string(prefix) + std::string(key.section) + '_' + std::string(key.name);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name;
}

/// A variable of a section that we have must be a key that we have.
bool is_of_a_section(std::string_view variable) {
  return std::ranges::any_of(config_keys(), [&](const Key& key) {
    const auto name = variable_of(key);
    return variable.starts_with(name.substr(0, prefix.size() + key.section.size() + 1));
  });
}

Result<void> read_environment(Config& config, const Environment& environment) {
  for (const auto& [name, value] : environment) {
    const auto keys = config_keys();
    const auto key = std::ranges::find(keys, name, variable_of);
    if (key != keys.end()) {
      TRY_OK(set_from_text(config, *key, value));
    } else if (is_of_a_section(name)) {
      return fail(unknown_key, "There is no key for the variable " + name.substr(0, 100) + ".");
    }
  }
  return {};
}

Result<void> check_together(const Config& config) {
  if (config.tls.certificate.empty() != config.tls.key.empty()) {
    return fail(bad_value, "tls.certificate and tls.key need each other.");
  }
  return {};
}

std::string print_value(const Key& key, Config& config) {
  if (const auto* text = std::get_if<TextKey>(&key.place)) return '"' + text->at(config) + '"';
  if (const auto* flag = std::get_if<FlagKey>(&key.place)) {
    return flag->at(config) ? "true" : "false";
  }
  if (const auto* number = std::get_if<NumberKey>(&key.place)) {
    return std::to_string(number->at(config));
  }
  return "[]";
}

}  // namespace

Environment system_environment() {
  Environment environment;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view line(*entry);
    const auto mark = line.find('=');
    if (mark == std::string_view::npos) continue;
    environment.emplace_back(line.substr(0, mark), line.substr(mark + 1));
  }
  return environment;
}

Result<Config> parse_config(std::string_view toml, const Environment& environment) {
  Config config;
  try {
    const auto table = toml::parse(toml);
    TRY_OK(read_table(config, table));
  } catch (const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    return fail(bad_file, "The configuration is not TOML near line " + std::to_string(line) + ".");
  }
  TRY_OK(read_environment(config, environment));
  TRY_OK(check_together(config));
  return config;
}

Result<Config> load_config(const std::string& path, const Environment& environment) {
  const auto text = read_text_file(path, file_bytes_max);
  if (text) return parse_config(*text, environment);
  return fail(bad_file, "The configuration " + path + " cannot be read, or is over 1 MiB.");
}

std::string print_default_config() {
  Config config;
  std::string text =
      "# The configuration of waarmerkd. Every key is here, with its default.\n"
      "# The environment goes before this file: WAARMERK_<SECTION>_<KEY>.\n"
      "# No secret stands here: a secret lies in a file of its own, or is a systemd credential.\n";
  std::string_view section;
  for (const auto& key : config_keys()) {
    if (key.section != section) text += "\n[" + std::string(key.section) + "]\n";
    section = key.section;
    text += "# " + std::string(key.meaning) + '\n';
    text += std::string(key.name) + " = " + print_value(key, config) + '\n';
  }
  return text;
}

}  // namespace waarmerk::node::ops
