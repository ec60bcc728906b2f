// Achievement: what a badge is given for (Open Badges 3.0 B.1), and its rules.
//
// A definition is kept as its Document, so that nothing that is not modelled gets lost; these
// structs are a view for rules and for display.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode bad_achievement{"credential.bad_achievement", ErrorKind::invalid};

struct Image {
  std::string id;  ///< a URL, also `data:`
  std::string caption = {};
};

/// To a skill of ESCO, a level of CEFR, a goal of the SDGs, a framework item…
struct Alignment {
  std::string target_name;
  std::string target_url;
  std::string target_code = {};
  std::string target_framework = {};
  std::string target_description = {};
  std::string target_type = {};
};

struct RubricLevel {
  std::string id;
  std::string name;
  std::string level = {};
  std::string points = {};
  std::string description = {};
};

/// A result that the achievement knows, such as a language skill with its levels.
struct ResultDescription {
  std::string id;
  std::string name;
  std::string result_type;
  std::vector<std::string> allowed_values = {};
  std::string required_level = {};
  std::string required_value = {};
  std::string value_min = {};
  std::string value_max = {};
  std::vector<RubricLevel> rubric = {};
  std::vector<Alignment> alignments = {};
};

struct Achievement {
  std::string id;
  std::string name;
  std::string description;
  std::string criteria_id = {};         ///< a URL
  std::string criteria_narrative = {};  ///< Markdown
  std::string achievement_type = {};    ///< one of achievement_types, or `ext:…`
  std::string in_language = {};         ///< BCP 47
  std::string field_of_study = {};
  std::string specialization = {};
  std::string human_code = {};
  std::string version = {};
  std::string creator = {};  ///< the id of the profile
  std::optional<double> credits_available = {};
  std::optional<Image> image = {};
  std::vector<std::string> tags = {};
  std::vector<Alignment> alignments = {};
  std::vector<ResultDescription> results = {};
};

/// Checks the rules of one Achievement and reads the view. Fails with credential.bad_achievement
/// and the JSON path.
Result<Achievement> read_achievement(json::Value value, const std::string& path = "$");

void write_achievement(json::Writer& writer, const Achievement& achievement);
void write_alignment(json::Writer& writer, const Alignment& alignment);

}  // namespace waarmerk::node::credential
