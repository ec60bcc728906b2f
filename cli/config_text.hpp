// Config text: the documented default configuration with some of its values changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/result.hpp"

namespace waarmerk::cli {

struct Setting {
  std::string_view section;
  std::string_view key;
  std::variant<std::string, std::int64_t, bool> value;
};

/// The text of a configuration with every key explained. Each setting must be a key there is: what
/// comes out was read back. Fails with config.bad_value for a value that its key refuses.
Result<std::string> write_config(const std::vector<Setting>& settings);

/// The text with another value in the line of this setting, as write_config() writes it; nothing
/// where there is no such line.
std::optional<std::string> change_setting(std::string text, const Setting& setting);

}  // namespace waarmerk::cli
