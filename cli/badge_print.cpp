// `badge print`: a badge on paper: a page with what was found when it was printed, or a card.
#include <algorithm>
#include <utility>

#include "cli/badge_page.hpp"
#include "cli/badge_reading.hpp"
#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/paper_card.hpp"
#include "node/credential/paper.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

/// No link of others comes in here, but one that is typed may be mistyped.
Result<std::string> check_page_of(const Args& args) {
  const auto page = args.find("--check-page").value_or("");
  const bool is_link = page.starts_with("https://") || page.starts_with("http://");
  const bool is_plain = std::ranges::all_of(
      page, [](char c) { return c > ' ' && c <= '~' && c != '#' && c != '"' && c != '{'; });
  if (!page.empty() && (!is_link || !is_plain || page.size() > credential::paper_link_bytes_max)) {
    return fail(bad_usage,
                "--check-page is a URL of 100 letters at the most, such as "
                "https://library.example/check.");
  }
  return page;
}

Result<std::string> make_page(const Args& args, const ReadBadge& badge,
                              const credential::Verdict& verdict) {
  if (!args.has("--card")) return badge_page(badge.view, verdict);
  TRY(check_page, check_page_of(args));
  TRY(digits, credential::print_paper(badge.file.text));
  return card_page(badge.view, {.digits = std::move(digits), .check_page = std::move(check_page)});
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(check, BadgeCheck::make(args, workspace));
  TRY(text, workspace.read_file(args.get("FILE"), node::image::image_bytes_max));
  TRY(badge, read_badge(text));
  const auto verdict = check.check_text(text);
  TRY(page, make_page(args, badge, verdict));
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
  std::vector<Option> all{
      {"-o", "FILE", "write the page into a file"},
      {"--card", "", "a card of A6, with the whole signed badge in its QR code"},
      {"--check-page", "URL", "with --card: the page that checks badges, which the code opens"}};
  std::ranges::copy(check_options(), std::back_inserter(all));
  std::ranges::copy(with_shared({}), std::back_inserter(all));
  return all;
}

}  // namespace

Command badge_print_command() {
  return {.name = "badge print",
          .summary = "Make a page of a badge, for paper.",
          .examples = {{"badge print badge.json -o badge.html", "open it and print it"},
                       {"badge print badge.json --card --check-page https://library.example/check",
                        "for who has no phone"}},
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
