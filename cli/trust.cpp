// `trust explain`, `trust who-could-vouch` and `trust policy`: why somebody should believe an
// issuer, by way of this machine's node.
#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/trust_line.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/trust_policy.hpp"
#include "node/ops/text_file.hpp"

namespace waarmerk::cli {
namespace {

namespace actions = node::actions;

void write_list(json::Writer& body, std::string_view name, const std::vector<std::string>& values) {
  if (values.empty()) return;
  body.name(name).begin_array();
  for (const auto& value : values) body.string(value);
  body.end_array();
}

/// An IRI is a skill, and a word, or what Open Badges calls `ext:…`, a type of achievement: as in a
/// query of TRQP (spec/trust.md 14).
bool is_type(std::string_view word) { return word.starts_with("ext:") || !word.contains(':'); }

/// Those of an option, and what --scope names of the kind.
std::vector<std::string> values_asked(const Args& args, std::string_view option, bool are_types) {
  auto values = args.all(option);
  for (const auto& word : args.all("--scope"))
    if (is_type(word) == are_types) values.push_back(word);
  return values;
}

Result<std::string> write_question(const Args& args) {
  json::Writer body;
  body.begin_object().member("issuer", args.get("ISSUER"));
  write_list(body, "skill", values_asked(args, "--skill", false));
  write_list(body, "achievementType", values_asked(args, "--achievement-type", true));
  write_list(body, "jurisdiction", args.all("--jurisdiction"));
  if (const auto at = args.find("--as-of")) {
    TRY(moment, read_moment(*at));
    body.member("at", print_time(moment));
  }
  if (const auto file = args.find("--policy")) {
    const auto text = node::ops::read_text_file(std::string(*file), actions::policy_bytes_max);
    if (!text) return fail(unreadable_file, "The policy cannot be read, or is over 256 KiB.");
    body.member("policy", *text);
  }
  return body.end_object().take();
}

std::string did_at(json::Value object, std::string_view member) {
  const auto party = object.find(member);
  return party ? text_at(*party, "did") : std::string();
}

std::string name_at(json::Value object, std::string_view member) {
  const auto party = object.find(member);
  return party ? party_name(*party) : std::string();
}

std::vector<json::Value> items_of(json::Value object, std::string_view member) {
  std::vector<json::Value> all;
  const auto array = object.find(member);
  if (!array) return all;
  for (const auto& element : array->elements()) all.push_back(element);
  return all;
}

bool is_cut_short(json::Value answer) {
  const auto found = answer.find("cutShort");
  return found && found->boolean().value_or(false);
}

Exit exit_of_level(json::Value answer) {
  const auto level = text_at(answer, "level");
  return level == "full" ? Exit::done : Exit::issuer_not_recognised;
}

void show_path(json::Value path, Output& output) {
  const auto bits = items_of(path, "bits");
  output.line(output.paint(Colour::good, fmt::format("{:>5}  ", number_at(path, "amount"))) +
              trust_line(path));
  for (const auto& bit : bits) {
    const auto comment = one_line(text_at(bit, "comment"));
    const auto words = comment.empty() ? std::string() : ": \"" + comment + '"';
    output.line("       " +
                output.paint(Colour::faint, name_at(bit, "from") + " of " + name_at(bit, "to") +
                                                ", " + number_at(bit, "amount") + ", since " +
                                                text_at(bit, "since") + ", until " +
                                                text_at(bit, "until") + words));
  }
}

void show_cut(json::Value answer, Output& output) {
  const auto cut = items_of(answer, "cut");
  if (cut.empty()) return;
  output.line("");
  output.line("What it hangs on:");
  for (const auto& obstacle : cut) {
    const auto to = name_at(obstacle, "to");
    output.line(fmt::format("{:>5}  {}", number_at(obstacle, "amount"),
                            name_at(obstacle, "from") + (to.empty() ? "" : " of " + to)));
  }
}

void show_vouchers(json::Value answer, Output& output) {
  const auto vouchers = items_of(answer, "couldVouch");
  if (vouchers.empty()) return;
  output.line("");
  output.line("Who could vouch for it, and how much that would count for at the most:");
  for (const auto& voucher : vouchers) {
    const auto says = number_at(voucher, "says");
    output.line(fmt::format("{:>5}  {}{}", number_at(voucher, "amount"), name_at(voucher, "who"),
                            says.empty() ? "" : ", who says " + says + " already"));
  }
}

std::vector<std::string> values_of(json::Value known) {
  std::vector<std::string> values;
  const auto scope = known.find("scope");
  if (!scope) return values;
  for (const auto* name : {"skill", "achievementType", "jurisdiction"}) {
    for (const auto& value : items_of(*scope, name))
      values.push_back(one_line(value.string().value_or("")));
  }
  return values;
}

void show_known_for(json::Value answer, Output& output) {
  const auto all = items_of(answer, "knownFor");
  if (all.empty()) return;
  output.line("");
  output.line("What is said of it for something else than was asked:");
  for (const auto& known : all) {
    const auto values = values_of(known);
    output.line(fmt::format("{:>5}  {}, {}", number_at(known, "amount"), name_at(known, "who"),
                            values.empty() ? "without saying for what"
                                           : fmt::format("for {}", fmt::join(values, ", "))));
  }
}

void show_doubts(json::Value answer, Output& output) {
  for (const auto& doubt : items_of(answer, "doubts")) {
    const auto why = text_at(doubt, "why");
    const auto who = name_at(doubt, "who");
    const auto last = text_at(doubt, "lastHeard");
    output.line(output.paint(Colour::careful,
                             why == "unknown"
                                 ? "Nothing was heard here yet of " + who + "."
                                 : "Of " + who + " not all may be known: it is " + why +
                                       (last.empty() ? "" : ", last heard " + last) + "."));
  }
}

void show_to_people(json::Value answer, Output& output) {
  output.line(output.paint(Colour::strong, one_line(text_at(answer, "sentence"))));
  const auto paths = items_of(answer, "paths");
  if (!paths.empty()) output.line("");
  for (const auto& path : paths) show_path(path, output);
  show_cut(answer, output);
  show_vouchers(answer, output);
  show_known_for(answer, output);
  show_doubts(answer, output);
  const auto until = text_at(answer, "holdsUntil");
  if (!until.empty()) output.line("Holds until " + until + " at the latest.");
}

std::vector<std::string> fields_of(json::Value obstacle) {
  std::vector<std::string> fields{"cut", number_at(obstacle, "amount"), did_at(obstacle, "from")};
  if (obstacle.find("to")) fields.push_back(did_at(obstacle, "to"));
  return fields;
}

/// What holds it back, who could vouch for it or knows it for something else, and who may know
/// more.
void show_gaps(json::Value answer, Output& output) {
  for (const auto& obstacle : items_of(answer, "cut")) output.fields(fields_of(obstacle));
  for (const auto& voucher : items_of(answer, "couldVouch")) {
    const auto says = number_at(voucher, "says");
    output.fields({"could-vouch", number_at(voucher, "amount"), did_at(voucher, "who"),
                   says.empty() ? "0" : says});
  }
  for (const auto& known : items_of(answer, "knownFor")) {
    std::vector<std::string> fields{"known-for", number_at(known, "amount"), did_at(known, "who")};
    for (auto& value : values_of(known)) fields.push_back(std::move(value));
    output.fields(fields);
  }
  for (const auto& doubt : items_of(answer, "doubts")) {
    output.fields(
        {"doubt", text_at(doubt, "why"), did_at(doubt, "who"), text_at(doubt, "lastHeard")});
  }
}

/// A line each for the level, an objection and a limit that was come to, for each path its amount
/// and the DIDs that it goes by, and what there is beside.
void show_plain(json::Value answer, Output& output) {
  output.fields({"level", text_at(answer, "level"), number_at(answer, "amount")});
  if (answer.find("vetoedBy")) output.fields({"objection", did_at(answer, "vetoedBy")});
  if (is_cut_short(answer)) output.fields({"cut-short"});
  for (const auto& path : items_of(answer, "paths")) {
    std::vector<std::string> fields{"path", number_at(path, "amount"), did_at(path, "root")};
    for (const auto& bit : items_of(path, "bits")) fields.push_back(did_at(bit, "to"));
    output.fields(fields);
  }
  show_gaps(answer, output);
  const auto until = text_at(answer, "holdsUntil");
  if (!until.empty()) output.fields({"holds-until", until});
}

Result<Exit> explain(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(question, write_question(args));
  TRY(answer, node.post("/v1/trust/explain", std::move(question)));
  switch (output.form()) {
    case Form::json: output.line(json::print(answer.root())); break;
    case Form::plain: show_plain(answer.root(), output); break;
    case Form::people: show_to_people(answer.root(), output); break;
  }
  return exit_of_level(answer.root());
}

Result<Exit> who_could_vouch(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(question, write_question(args));
  TRY(answer, node.post("/v1/trust/explain", std::move(question)));
  const auto vouchers = items_of(answer.root(), "couldVouch");
  if (output.form() == Form::json) {
    for (const auto& voucher : vouchers) output.line(json::print(voucher));
  } else {
    std::vector<std::vector<std::string>> rows;
    for (const auto& voucher : vouchers) {
      rows.push_back({name_at(voucher, "who"), number_at(voucher, "amount"),
                      number_at(voucher, "hops"), number_at(voucher, "says"),
                      did_at(voucher, "who")});
    }
    output.table({"WHO", "AMOUNT", "HOPS", "SAYS", "DID"}, rows);
  }
  if (vouchers.empty()) output.say(text_at(answer.root(), "sentence"));
  return Exit::done;
}

Result<Exit> policy(const Args& args, Workspace& /*workspace*/, Output& output) {
  const auto text = actions::ready_policy(args.get("NAME"));
  if (text.empty()) return fail(bad_usage, "The policies are municipality, employer and open.");
  output.raw(text);
  output.say("Save it, name whom you believe, and have policy.trust_file name the file.");
  return Exit::done;
}

std::vector<Option> question_options() {
  return with_node({{.name = "--scope",
                     .value = "WHAT",
                     .meaning = "a skill by its IRI, or a type; may be given again",
                     .is_many = true},
                    {.name = "--skill",
                     .value = "IRI",
                     .meaning = "a skill that it is about; may be given again",
                     .is_many = true},
                    {.name = "--achievement-type",
                     .value = "TYPE",
                     .meaning = "such as Badge or Certificate; may be given again",
                     .is_many = true},
                    {.name = "--jurisdiction",
                     .value = "CODE",
                     .meaning = "where it is to count, such as NL-ZH; may be given again",
                     .is_many = true},
                    {"--as-of", "T", "a day or a moment, in UTC; now, if not given"},
                    {"--policy", "FILE", "another policy than the node's own"}});
}

}  // namespace

Command trust_explain_command() {
  return {
      .name = "trust explain",
      .summary = "Say why you should believe an issuer, or who could say it.",
      .examples = {{"trust explain did:web:lab.example --scope Badge", ""},
                   {"trust explain did:web:lab.example --achievement-type Badge --as-of 2026-05-03",
                    "for such badges, as it was then"}},
      .shape = {.operands = {{.name = "ISSUER", .meaning = "the DID of who issued"}},
                .options = question_options()},
      .more =
          "The answer is yours alone: it is by whom you believe, and no score that others see.\n"
          "What it is asked about is --scope, --skill, --achievement-type and --jurisdiction\n"
          "together; without any of them only what is said for anything counts.\n"
          "It ends with 0 where the issuer is recognised, and with 15 where it is not.\n",
      .run = explain};
}

Command trust_who_could_vouch_command() {
  return {.name = "trust who-could-vouch",
          .summary = "List who could vouch for an issuer, so that you would believe it.",
          .examples = {{"trust who-could-vouch did:web:lab.example", ""}},
          .shape = {.operands = {{.name = "ISSUER", .meaning = "the DID of who issued"}},
                    .options = question_options()},
          .more = "What it is asked about is given as to trust explain.\n",
          .run = who_could_vouch};
}

Command trust_policy_command() {
  return {.name = "trust policy",
          .summary = "Write a policy of trust to begin with: whom you believe, how much it takes.",
          .examples = {{"trust policy employer > trust.toml", ""}},
          .shape = {.operands = {{.name = "NAME", .meaning = "municipality, employer or open"}},
                    .options = with_shared({})},
          .more =
              "The node reads the file that policy.trust_file of its configuration names.\n"
              "On SIGHUP it reads it again, with the lists that policy.hierarchies names.\n",
          .run = policy};
}

}  // namespace waarmerk::cli
