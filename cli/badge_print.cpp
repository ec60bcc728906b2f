// `badge print`: a badge on paper: a page with what was found when it was printed, or a card.
#include <algorithm>
#include <utility>

#include "cli/badge_page.hpp"
#include "cli/badge_reading.hpp"
#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/paper_card.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/paper.hpp"
#include "node/image/baked_badge.hpp"
#include "storage/durable_file.hpp"

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

Result<void> expect_fitting(const Args& args) {
  const bool has_more = args.has("--claim-until") || args.has("--slip");
  if (has_more && !args.has("--claim")) {
    return fail(bad_usage, "--claim-until and --slip go with --claim.");
  }
  if (!args.has("--claim") || args.has("--card")) return {};
  return fail(bad_usage, "--claim goes with --card.");
}

/// The back of the card, and the digits that go another way.
struct Claim {
  CardBack back;
  std::string tx_code;
};

Result<Claim> ask_for_claim(const Args& args, Workspace& workspace, const std::string& badge_id) {
  TRY(node, NodeClient::find(args, workspace));
  json::Writer order;
  order.begin_object().member("paper", badge_id);
  if (const auto until = args.find("--claim-until")) {
    TRY(moment, read_last_moment(*until));
    order.member("until", print_time(moment));
  }
  TRY(made, node.post("/v1/offers", order.end_object().take()));
  TRY(until, json::Reader(made).get_time("until"));
  return Claim{{one_line(text_at(made.root(), "interaction")), until},
               one_line(text_at(made.root(), "txCode"))};
}

/// A claim is made last: what cannot be printed voids none that was made before.
Result<std::string> make_card(const Args& args, Workspace& workspace, const ReadBadge& badge,
                              Output& output) {
  TRY(check_page, check_page_of(args));
  TRY(digits, credential::print_paper(badge.file.text));
  PaperCard card{.digits = std::move(digits), .check_page = std::move(check_page)};
  TRY(front, card_page(badge.view, card));
  if (!args.has("--claim")) return front;
  TRY(claim, ask_for_claim(args, workspace, badge.view.id));
  card.back = std::move(claim.back);
  TRY(both, card_page(badge.view, card));
  if (const auto slip = args.find("--slip")) {
    const auto page = slip_page(badge.view, claim.tx_code);
    TRY_OK(storage::save_private_file(*slip, bytes_of(page)));
  } else {
    output.say("Digits to claim it with: " + claim.tx_code +
               ". Give them to the earner another way than the card.");
  }
  return both;
}

Result<std::string> make_page(const Args& args, Workspace& workspace, const ReadBadge& badge,
                              const credential::Verdict& verdict, Output& output) {
  if (args.has("--card")) return make_card(args, workspace, badge, output);
  return badge_page(badge.view, verdict);
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY_OK(expect_fitting(args));
  TRY(check, BadgeCheck::make(args, workspace));
  TRY(text, workspace.read_file(args.get("FILE"), node::image::image_bytes_max));
  TRY(badge, read_badge(text));
  const auto verdict = check.check_text(text);
  TRY(page, make_page(args, workspace, badge, verdict, output));
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
      {"--check-page", "URL", "with --card: the page that checks badges, which the code opens"},
      {"--claim", "",
       "with --card: a back that claims it into a wallet; for a badge without a key"},
      {"--claim-until", "T", "with --claim: until when, two years at the most; else a year"},
      {"--slip", "FILE", "with --claim: write the digits that go with it into a page"}};
  std::ranges::copy(check_options(), std::back_inserter(all));
  std::ranges::copy(with_node({}), std::back_inserter(all));
  return all;
}

}  // namespace

Command badge_print_command() {
  return {
      .name = "badge print",
      .summary = "Make a page of a badge, for paper.",
      .examples = {{"badge print badge.json -o badge.html", "open it and print it"},
                   {"badge print badge.json --card --check-page https://library.example/check",
                    "for who has no phone"},
                   {"badge print badge.json --card --claim --slip slip.html -o card.html",
                    "with a back, for who may have one later"}},
      .shape = {.operands = {{.name = "FILE",
                              .meaning =
                                  "a badge: JSON, JWS, COSE or picture; - is standard input"}},
                .options = options()},
      .more =
          "The page is HTML that needs nothing from outside. It says what was found when it\n"
          "was made, and that time. The exit code is that of badge verify.\n"
          "With --claim the node that issued the badge gives it again, to the key of whoever has\n"
          "the back of the card and eight digits. Both badges stand.\n",
      .run = run};
}

}  // namespace waarmerk::cli
