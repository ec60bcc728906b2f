#include "cli/trust_terms.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "cli/command.hpp"
#include "cli/error_codes.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto terms = std::to_array<Option>({
    {"--skill", "IRI", "for badges of this skill; may be given again", false, true},
    {"--achievement-type", "T", "for this type, such as Badge; may be given again", false, true},
    {"--jurisdiction", "CODE", "in this place, such as NL-ZH; may be given again", false, true},
    {"--any", "", "for all that it issues"},
    {"--introduce", "", "also believe whom it recognises"},
    {"--amount", "N", "how much: 10 to 120, in tens; 120, if not given"},
    {"--depth", "N", "how many introductions may follow: 0 to 3"},
    {"--quota", "N", "how many it may vouch for"},
    {"--basis", "WORD", "what this rests on, such as visited"},
});

Result<void> write_number(json::Writer& body, const Args& args, const std::string& name) {
  const auto text = args.find("--" + name);
  if (!text) return {};
  std::int64_t number = 0;
  const auto* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc() || stop != end) {
    return fail(bad_usage, "--" + name + " takes a number, and not " + *text + ".");
  }
  body.name(name).integer(number);
  return {};
}

void write_texts(json::Writer& body, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  body.name(name).begin_array();
  for (const auto& text : texts) body.string(text);
  body.end_array();
}

}  // namespace

std::vector<Option> with_terms(std::initializer_list<Option> more) {
  std::vector<Option> all(terms.begin(), terms.end());
  const auto rest = with_node(more);
  all.insert(all.end(), rest.begin(), rest.end());
  return all;
}

bool has_terms(const Args& args) {
  return std::ranges::any_of(terms, [&](const Option& term) { return args.has(term.name); });
}

Result<void> write_terms(json::Writer& body, const Args& args) {
  if (args.has("--introduce")) body.member("kind", "introduce");
  for (const auto* name : {"amount", "depth", "quota"}) TRY_OK(write_number(body, args, name));
  write_texts(body, "skill", args.all("--skill"));
  write_texts(body, "achievementType", args.all("--achievement-type"));
  write_texts(body, "jurisdiction", args.all("--jurisdiction"));
  if (args.has("--any")) body.name("any").boolean(true);
  if (const auto basis = args.find("--basis")) body.member("basis", *basis);
  return {};
}

Result<void> write_words(json::Writer& body, const Args& args) {
  if (const auto comment = args.find("--comment")) body.member("comment", *comment);
  if (const auto until = args.find("--until")) {
    TRY(moment, read_last_moment(*until));
    body.member("until", print_time(moment));
  }
  return {};
}

}  // namespace waarmerk::cli
