// `badge print`: a badge on paper, with what was found when it was printed.
#include <algorithm>
#include <utility>

#include "cli/badge_page.hpp"
#include "cli/badge_reading.hpp"
#include "cli/commands.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::cli {
namespace {

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(check, BadgeCheck::make(args, workspace));
  TRY(text, workspace.read_file(args.get("FILE"), node::image::image_bytes_max));
  TRY(badge, read_badge(text));
  const auto verdict = check.check_text(text);
  const auto page = badge_page(badge.view, verdict);
  const auto file = args.find("-o");
  if (!file) {
    output.raw(page);
    return exit_of(verdict);
  }
  TRY_OK(workspace.write_file(*file, page));
  output.facts({{"file", *file}, {"outcome", std::string(print_outcome(verdict.outcome))}});
  return exit_of(verdict);
}

std::vector<Option> options() {
  std::vector<Option> all{{"-o", "FILE", "write the page into a file"}};
  std::ranges::copy(check_options(), std::back_inserter(all));
  std::ranges::copy(with_shared({}), std::back_inserter(all));
  return all;
}

}  // namespace

Command badge_print_command() {
  return {.name = "badge print",
          .summary = "Make a page of a badge, for paper.",
          .examples = {{"badge print badge.json -o badge.html", "open it and print it"}},
          .shape = {.operands = {{.name = "FILE",
                                  .meaning =
                                      "a badge: JSON, JWS, COSE or picture; - is standard input"}},
                    .options = options()},
          .more =
              "The page is HTML that needs nothing from outside. It says what was found when it\n"
              "was made, and that time. The exit code is that of badge verify.\n",
          .run = run};
}

}  // namespace waarmerk::cli
