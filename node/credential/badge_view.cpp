#include "node/credential/badge_view.hpp"

#include <utility>

#include "node/credential/learner_record.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::node::credential {
namespace {

/// A text, the first of several languages, or nothing.
std::string text_at(json::Value value, std::string_view name) {
  const auto found = value.find(name);
  if (!found) return {};
  if (const auto text = text_in(*found); !text.empty()) return std::string(text);
  for (const json::Member member : found->members()) {
    return std::string(member.value.string().value_or(""));
  }
  return {};
}

std::string url_at(json::Value value, std::string_view name) {
  const auto found = value.find(name);
  if (!found) return {};
  return found->is(json::Kind::object) ? text_at(*found, "id") : text_at(value, name);
}

template <class Read>
void read_each(json::Value value, std::string_view name, const Read& read) {
  const auto found = value.find(name);
  if (!found) return;
  if (!found->is(json::Kind::array)) return read(*found);
  for (const json::Value one : found->elements()) read(one);
}

std::string first_of(std::string first, std::string second) {
  return first.empty() ? std::move(second) : std::move(first);
}

std::string name_of_result(json::Value achievement, const std::string& id) {
  std::string name;
  read_each(achievement, "resultDescription", [&](json::Value one) {
    if (name.empty() && text_at(one, "id") == id) name = text_at(one, "name");
  });
  return name;
}

/// The level that was reached goes by its name in the rubric, where there is one.
std::string name_of_level(json::Value achievement, const std::string& id) {
  std::string name;
  read_each(achievement, "resultDescription", [&](json::Value result) {
    read_each(result, "rubricCriterionLevel", [&](json::Value level) {
      if (name.empty() && text_at(level, "id") == id) name = text_at(level, "name");
    });
  });
  return first_of(std::move(name), id);
}

void view_results(json::Value subject, json::Value achievement, BadgeView& view) {
  read_each(subject, "result", [&](json::Value one) {
    const auto level = text_at(one, "achievedLevel");
    auto value = first_of(text_at(one, "value"), text_at(one, "status"));
    if (value.empty() && !level.empty()) value = name_of_level(achievement, level);
    view.results.push_back({name_of_result(achievement, text_at(one, "resultDescription")), value});
  });
}

void view_achievement(json::Value achievement, BadgeView& view) {
  view.name = text_at(achievement, "name");
  view.description = text_at(achievement, "description");
  view.kind = text_at(achievement, "achievementType");
  view.image = url_at(achievement, "image");
  if (const auto criteria = achievement.find("criteria")) {
    view.criteria = first_of(text_at(*criteria, "narrative"), text_at(*criteria, "id"));
  }
  read_each(achievement, "alignment", [&](json::Value one) {
    view.alignments.push_back({text_at(one, "targetName"), text_at(one, "targetUrl")});
  });
  read_each(achievement, "tag", [&](json::Value one) { view.tags.emplace_back(text_in(one)); });
}

void view_endorsements(json::Value value, BadgeView& view) {
  read_each(value, "endorsement", [&](json::Value one) {
    const auto issuer = one.find("issuer");
    const auto subject = one.find("credentialSubject");
    const auto name = issuer ? text_at(*issuer, "name") : std::string();
    view.endorsements.push_back(
        {first_of(name, url_at(one, "issuer")),
         subject ? text_at(*subject, "endorsementComment") : std::string()});
  });
}

/// What a record holds, also what is only a JWS there; none of it is verified here.
void view_contents(const Credential& record, BadgeView& view) {
  for (const json::Value value : contents_of(record)) {
    const auto opened = open(record.document, value);
    if (!opened) continue;
    const auto inside = read_credential(opened->document);
    if (!inside) continue;
    const auto& subjects = inside->subjects;
    const auto achievement = subjects.empty() ? std::nullopt : subjects.front().find("achievement");
    const auto name = achievement ? text_at(*achievement, "name") : std::string();
    view.contents.push_back(
        {first_of(name, inside->name), first_of(inside->issuer_name, inside->issuer)});
  }
}

std::string_view edition_of(const Credential& credential) {
  if (is_learner_record(credential)) return "CLR 2.0";
  return credential.is_open_badge() ? "3.0" : "";
}

void view_identity(json::Value identity, BadgeView& view) {
  const auto hashed = identity.find("hashed");
  if (hashed && hashed->boolean() == false) {
    view.subject = text_at(identity, "identityHash");
  } else {
    view.is_subject_hashed = true;
  }
}

void view_subject(json::Value subject, BadgeView& view) {
  view.subject = text_at(subject, "id");
  view.narrative = text_at(subject, "narrative");
  if (view.subject.empty()) {
    read_each(subject, "identifier", [&](json::Value one) { view_identity(one, view); });
  }
  const auto achievement = subject.find("achievement");
  if (!achievement) return;
  view_achievement(*achievement, view);
  view_results(subject, *achievement, view);
  view_endorsements(*achievement, view);
}

void view_evidence(json::Value value, BadgeView& view) {
  read_each(value, "evidence", [&](json::Value one) {
    const auto said = first_of(text_at(one, "narrative"), text_at(one, "description"));
    const auto place = one.string() ? std::string(*one.string()) : text_at(one, "id");
    view.evidence.push_back({text_at(one, "name"), first_of(said, place)});
  });
}

void write_text(json::Writer& writer, std::string_view name, std::string_view text) {
  if (!text.empty()) writer.member(name, text);
}

void write_time(json::Writer& writer, std::string_view name, std::optional<UnixTime> time) {
  if (time) writer.member(name, print_time(*time));
}

void write_lines(json::Writer& writer, std::string_view name, const std::vector<ViewLine>& lines) {
  if (lines.empty()) return;
  writer.name(name).begin_array();
  for (const auto& line : lines) {
    writer.begin_object();
    write_text(writer, "name", line.name);
    write_text(writer, "text", line.text);
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

BadgeView view_credential(const Credential& credential) {
  const auto root = credential.document.root();
  BadgeView view{.edition = std::string(edition_of(credential)),
                 .id = credential.id.value_or(""),
                 .name = {},
                 .issuer_id = credential.issuer,
                 .issuer_name = credential.issuer_name,
                 .from = credential.valid_from,
                 .until = credential.valid_until};
  if (!credential.subjects.empty()) view_subject(credential.subjects.front(), view);
  // Of an SD-JWT VC it stands in a claim of its own.
  const bool is_one = credential.subjects.size() == 1 && credential.subject_ids.size() == 1;
  if (view.subject.empty() && is_one) view.subject = credential.subject_ids.front();
  view.name = first_of(std::move(view.name), credential.name);
  view.description = first_of(std::move(view.description), text_at(root, "description"));
  view.image = first_of(url_at(root, "image"), std::move(view.image));
  view_evidence(root, view);
  view_endorsements(root, view);
  view_contents(credential, view);
  // A card of somebody else's making has no name but that of its kind.
  if (view.name.empty() && root.find("vct")) view.name = text_at(root, "vct");
  return view;
}

BadgeView view_assertion(const Assertion& assertion) {
  const auto root = assertion.document.root();
  BadgeView view{.edition = "2.0",
                 .id = assertion.id,
                 .name = {},
                 .subject = assertion.recipient.hashed ? "" : assertion.recipient.hash,
                 .is_subject_hashed = assertion.recipient.hashed,
                 .narrative = text_at(root, "narrative"),
                 .from = assertion.issued,
                 .until = assertion.expires};
  view_evidence(root, view);
  const auto badge = assertion.badge.value ? read_badge_class(*assertion.badge.value)
                                           : Result<BadgeClass>(fail(malformed, "Elsewhere."));
  if (!badge) return view;
  view.name = badge->name;
  view.description = badge->description;
  view.criteria = badge->criteria;
  view.image = badge->image;
  view.tags = badge->tags;
  view.issuer_id = badge->issuer.id;
  if (badge->issuer.value) view.issuer_name = text_at(*badge->issuer.value, "name");
  return view;
}

void write_view(json::Writer& writer, const BadgeView& view) {
  writer.begin_object();
  write_text(writer, "edition", view.edition);
  write_text(writer, "id", view.id);
  write_text(writer, "name", view.name);
  write_text(writer, "description", view.description);
  write_text(writer, "criteria", view.criteria);
  write_text(writer, "image", view.image);
  write_text(writer, "kind", view.kind);
  write_text(writer, "issuer", view.issuer_id);
  write_text(writer, "issuerName", view.issuer_name);
  write_text(writer, "subject", view.subject);
  writer.name("subjectHashed").boolean(view.is_subject_hashed);
  write_text(writer, "narrative", view.narrative);
  write_time(writer, "from", view.from);
  write_time(writer, "until", view.until);
  write_lines(writer, "results", view.results);
  write_lines(writer, "evidence", view.evidence);
  write_lines(writer, "alignments", view.alignments);
  write_lines(writer, "endorsements", view.endorsements);
  write_lines(writer, "contents", view.contents);
  if (!view.tags.empty()) {
    writer.name("tags").begin_array();
    for (const auto& tag : view.tags) writer.string(tag);
    writer.end_array();
  }
  writer.end_object();
}

}  // namespace waarmerk::node::credential
