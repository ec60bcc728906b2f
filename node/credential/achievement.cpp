#include "node/credential/achievement.hpp"

#include "node/credential/achievement_rules.hpp"

namespace waarmerk::node::credential {
namespace {

/// The text at `name`, in the first language where there are several; empty where absent.
std::string text_at(json::Value value, std::string_view name) {
  const auto found = value.find(name);
  if (!found) return {};
  if (const auto text = text_in(*found); !text.empty()) return std::string(text);
  for (const json::Member member : found->members()) {
    return std::string(member.value.string().value_or(""));
  }
  return {};
}

/// The elements at `name`, or the one value that stands for them.
template <class Read>
void read_each(json::Value value, std::string_view name, const Read& read) {
  const auto found = value.find(name);
  if (!found) return;
  if (!found->is(json::Kind::array)) return read(*found);
  for (const json::Value one : found->elements()) read(one);
}

Alignment view_alignment(json::Value value) {
  return {.target_name = text_at(value, "targetName"),
          .target_url = text_at(value, "targetUrl"),
          .target_code = text_at(value, "targetCode"),
          .target_framework = text_at(value, "targetFramework"),
          .target_description = text_at(value, "targetDescription"),
          .target_type = text_at(value, "targetType")};
}

std::vector<Alignment> view_alignments(json::Value value) {
  std::vector<Alignment> alignments;
  read_each(value, "alignment",
            [&](json::Value one) { alignments.push_back(view_alignment(one)); });
  return alignments;
}

ResultDescription view_result_description(json::Value value) {
  ResultDescription result{.id = text_at(value, "id"),
                           .name = text_at(value, "name"),
                           .result_type = text_at(value, "resultType"),
                           .required_level = text_at(value, "requiredLevel"),
                           .required_value = text_at(value, "requiredValue"),
                           .value_min = text_at(value, "valueMin"),
                           .value_max = text_at(value, "valueMax"),
                           .alignments = view_alignments(value)};
  read_each(value, "allowedValue",
            [&](json::Value one) { result.allowed_values.emplace_back(text_in(one)); });
  read_each(value, "rubricCriterionLevel", [&](json::Value one) {
    result.rubric.push_back({.id = text_at(one, "id"),
                             .name = text_at(one, "name"),
                             .level = text_at(one, "level"),
                             .points = text_at(one, "points"),
                             .description = text_at(one, "description")});
  });
  return result;
}

std::optional<Image> view_image(json::Value value) {
  const auto image = value.find("image");
  if (!image) return std::nullopt;
  if (const auto url = image->string()) return Image{std::string(*url)};
  return Image{text_at(*image, "id"), text_at(*image, "caption")};
}

std::string view_creator(json::Value value) {
  const auto creator = value.find("creator");
  if (!creator) return {};
  return creator->is(json::Kind::object) ? text_at(*creator, "id")
                                         : std::string(creator->string().value_or(""));
}

Achievement view_achievement(json::Value value) {
  const auto criteria = value.find("criteria");
  const auto credits = value.find("creditsAvailable");
  Achievement achievement{
      .id = text_at(value, "id"),
      .name = text_at(value, "name"),
      .description = text_at(value, "description"),
      .criteria_id = text_at(*criteria, "id"),
      .criteria_narrative = text_at(*criteria, "narrative"),
      .achievement_type = text_at(value, "achievementType"),
      .in_language = text_at(value, "inLanguage"),
      .field_of_study = text_at(value, "fieldOfStudy"),
      .specialization = text_at(value, "specialization"),
      .human_code = text_at(value, "humanCode"),
      .version = text_at(value, "version"),
      .creator = view_creator(value),
      .credits_available = credits ? credits->number() : std::nullopt,
      .image = view_image(value),
      .alignments = view_alignments(value),
  };
  read_each(value, "tag", [&](json::Value one) { achievement.tags.emplace_back(text_in(one)); });
  read_each(value, "resultDescription",
            [&](json::Value one) { achievement.results.push_back(view_result_description(one)); });
  return achievement;
}

void write_text(json::Writer& writer, std::string_view name, std::string_view text) {
  if (!text.empty()) writer.member(name, text);
}

void write_type(json::Writer& writer, std::string_view type) {
  writer.name("type").begin_array().string(type).end_array();
}

void write_alignments(json::Writer& writer, const std::vector<Alignment>& alignments) {
  if (alignments.empty()) return;
  writer.name("alignment").begin_array();
  for (const auto& alignment : alignments) write_alignment(writer, alignment);
  writer.end_array();
}

void write_strings(json::Writer& writer, std::string_view name,
                   const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  writer.name(name).begin_array();
  for (const auto& text : texts) writer.string(text);
  writer.end_array();
}

void write_rubric(json::Writer& writer, const std::vector<RubricLevel>& rubric) {
  if (rubric.empty()) return;
  writer.name("rubricCriterionLevel").begin_array();
  for (const auto& level : rubric) {
    writer.begin_object().member("id", level.id);
    write_type(writer, "RubricCriterionLevel");
    writer.member("name", level.name);
    write_text(writer, "level", level.level);
    write_text(writer, "points", level.points);
    write_text(writer, "description", level.description);
    writer.end_object();
  }
  writer.end_array();
}

void write_result_description(json::Writer& writer, const ResultDescription& result) {
  writer.begin_object().member("id", result.id);
  write_type(writer, "ResultDescription");
  writer.member("name", result.name).member("resultType", result.result_type);
  write_strings(writer, "allowedValue", result.allowed_values);
  write_text(writer, "requiredLevel", result.required_level);
  write_text(writer, "requiredValue", result.required_value);
  write_text(writer, "valueMin", result.value_min);
  write_text(writer, "valueMax", result.value_max);
  write_rubric(writer, result.rubric);
  write_alignments(writer, result.alignments);
  writer.end_object();
}

void write_criteria(json::Writer& writer, const Achievement& achievement) {
  writer.name("criteria").begin_object();
  write_text(writer, "id", achievement.criteria_id);
  write_text(writer, "narrative", achievement.criteria_narrative);
  writer.end_object();
}

void write_image(json::Writer& writer, const std::optional<Image>& image) {
  if (!image) return;
  writer.name("image").begin_object().member("id", image->id).member("type", "Image");
  write_text(writer, "caption", image->caption);
  writer.end_object();
}

void write_results(json::Writer& writer, const std::vector<ResultDescription>& results) {
  if (results.empty()) return;
  writer.name("resultDescription").begin_array();
  for (const auto& result : results) write_result_description(writer, result);
  writer.end_array();
}

}  // namespace

Result<Achievement> read_achievement(json::Value value, const std::string& path) {
  TRY_OK(check_achievement(Place(value, path), CredentialLimits{}));
  return view_achievement(value);
}

void write_alignment(json::Writer& writer, const Alignment& alignment) {
  writer.begin_object();
  write_type(writer, "Alignment");
  writer.member("targetName", alignment.target_name).member("targetUrl", alignment.target_url);
  write_text(writer, "targetCode", alignment.target_code);
  write_text(writer, "targetFramework", alignment.target_framework);
  write_text(writer, "targetDescription", alignment.target_description);
  write_text(writer, "targetType", alignment.target_type);
  writer.end_object();
}

void write_achievement(json::Writer& writer, const Achievement& achievement) {
  writer.begin_object().member("id", achievement.id);
  write_type(writer, "Achievement");
  writer.member("name", achievement.name).member("description", achievement.description);
  write_criteria(writer, achievement);
  write_text(writer, "achievementType", achievement.achievement_type);
  write_text(writer, "inLanguage", achievement.in_language);
  write_text(writer, "fieldOfStudy", achievement.field_of_study);
  write_text(writer, "specialization", achievement.specialization);
  write_text(writer, "humanCode", achievement.human_code);
  write_text(writer, "version", achievement.version);
  write_text(writer, "creator", achievement.creator);
  if (achievement.credits_available) {
    writer.name("creditsAvailable").number(*achievement.credits_available);
  }
  write_image(writer, achievement.image);
  write_strings(writer, "tag", achievement.tags);
  write_alignments(writer, achievement.alignments);
  write_results(writer, achievement.results);
  writer.end_object();
}

}  // namespace waarmerk::node::credential
