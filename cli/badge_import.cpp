// `badge import`: a badge of others, in whatever form it came, checked and written plainly.
#include <algorithm>
#include <utility>

#include "cli/badge_reading.hpp"
#include "cli/commands.hpp"
#include "crypto/json/writer.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

std::string_view name_of(credential::FileForm form) {
  switch (form) {
    case credential::FileForm::json: return "json";
    case credential::FileForm::jws: return "jws";
  }
  return {};
}

std::string day_of(const std::optional<UnixTime>& time) { return time ? print_time(*time) : ""; }

std::string either(const std::string& first, const std::string& second) {
  return first.empty() ? second : first;
}

void show(const ReadBadge& badge, const credential::Verdict& verdict, Output& output) {
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().member("form", name_of(badge.file.form));
    writer.name("badge");
    credential::write_view(writer, badge.view);
    writer.name("exit").integer(number_of(exit_of(verdict)));
    credential::write_verdict(writer, verdict);
    return output.line(writer.end_object().text());
  }
  const auto& view = badge.view;
  output.facts({{"badge", either(view.name, verdict.name)},
                {"edition", view.edition},
                {"form", std::string(name_of(badge.file.form))},
                {"id", view.id},
                {"issuer", either(view.issuer_name, verdict.issuer_name)},
                {"issuer id", either(view.issuer_id, verdict.issuer)},
                {"given to", view.is_subject_hashed ? "a hashed identity" : view.subject},
                {"from", day_of(view.from)},
                {"until", day_of(view.until)},
                {"outcome", std::string(credential::print_outcome(verdict.outcome))},
                {"code", std::string(verdict.code())},
                {"found", credential::summarize(verdict)}});
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(check, BadgeCheck::make(args, workspace));
  TRY(text, workspace.read_file(args.get("FILE"), node::image::image_bytes_max));
  TRY(badge, read_badge(text));
  const auto verdict = check.check_text(text);
  if (const auto file = args.find("-o")) TRY_OK(workspace.write_file(*file, badge.file.text));
  show(badge, verdict, output);
  return exit_of(verdict);
}

std::vector<Option> options() {
  std::vector<Option> all{{"-o", "FILE", "write the badge itself into a file"}};
  std::ranges::copy(check_options(), std::back_inserter(all));
  std::ranges::copy(with_shared({}), std::back_inserter(all));
  return all;
}

}  // namespace

Command badge_import_command() {
  return {
      .name = "badge import",
      .summary = "Take in a badge of another platform: what it says, and whether it is true.",
      .examples = {{"badge import diploma.png -o diploma.json", "out of its picture"},
                   {"badge import assertion.json", "also of Open Badges 2.0"}},
      .shape = {.operands = {{.name = "FILE",
                              .meaning =
                                  "a badge: JSON, JWS, COSE or picture; - is standard input"}},
                .options = options()},
      .more =
          "Open Badges 3.0 and 2.0 are read. One of 2.0 stands on what its issuer publishes\n"
          "today, so that is asked for unless --offline. The file that is written holds the\n"
          "signed text to the byte. What a scanner read from a paper card, and a PDF of the badge\n"
          "book, are read here and wherever else a badge is. The exit code is that of badge "
          "verify.\n",
      .run = run};
}

}  // namespace waarmerk::cli
