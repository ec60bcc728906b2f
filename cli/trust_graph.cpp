// `trust graph`: the network of trust around an organisation, as a table, a picture, DOT or JSON.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/trust_map.hpp"
#include "cli/trust_map_dot.hpp"
#include "cli/trust_map_svg.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto formats = std::to_array<std::string_view>({"text", "json", "dot", "svg"});

Result<std::string> path_of(const Args& args) {
  std::string query;
  const auto add = [&query](std::string_view name, std::string_view value) {
    query += (query.empty() ? '?' : '&') + std::string(name) + '=' + encode_segment(value);
  };
  if (const auto org = args.find("ORG")) add("about", *org);
  if (const auto hops = args.find("--hops")) add("hops", *hops);
  if (const auto at = args.find("--as-of")) {
    TRY(moment, read_moment(*at));
    add("at", print_time(moment));
  }
  return "/v1/trust/graph" + query;
}

Result<std::string> format_of(const Args& args, const Output& output) {
  const auto format = args.find("--format");
  if (!format) return std::string(output.form() == Form::json ? "json" : "text");
  if (std::ranges::find(formats, *format) != formats.end()) return *format;
  return fail(bad_usage, "The formats are text, json, dot and svg.");
}

void show_table(const TrustMap& map, Output& output) {
  if (output.form() == Form::people) output.line(output.paint(Colour::strong, map.title()));
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : map.lines) {
    rows.push_back({map.stops[line.from].name, map.stops[line.to].name,
                    line.introduces ? "introduce" : "issue", std::to_string(line.amount),
                    line.depth, line.about, line.since, line.until,
                    line.is_settled ? "counts" : "new", map.stops[line.from].did,
                    map.stops[line.to].did});
  }
  if (!rows.empty() || output.form() != Form::people)
    output.table({"WHO", "OF WHOM", "KIND", "AMOUNT", "DEPTH", "FOR", "SINCE", "UNTIL", "STATE",
                  "DID", "DID OF WHOM"},
                 rows);
  output.say(map.summary() + ".");
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(format, format_of(args, output));
  TRY(path, path_of(args));
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.get(path));
  if (format == "json") {
    output.line(json::print(answer.root()));
    return Exit::done;
  }
  TRY(map, read_trust_map(answer.root()));
  if (format == "svg") {
    TRY(picture, print_svg(map));
    output.raw(picture);
  } else if (format == "dot") {
    output.raw(print_dot(map));
  } else {
    show_table(map, output);
  }
  return Exit::done;
}

}  // namespace

Command trust_graph_command() {
  return {.name = "trust graph",
          .summary = "Show the network of trust around an organisation.",
          .examples = {{"trust graph", "around your own, and those whom your policy believes"},
                       {"trust graph did:web:lab.example --hops 1", ""},
                       {"trust graph --format svg > trust.svg", "a picture, for a page"}},
          .shape = {.operands = {{.name = "ORG",
                                  .meaning = "the DID of an organisation; your own, if not given",
                                  .is_needed = false}},
                    .options = with_node(
                        {{"--hops", "N", "how far to go, 0 to 4; 2, if not given"},
                         {"--as-of", "T",
                          "a day or a moment, in UTC; now, if not "
                          "given"},
                         {"--format", "F", "text, json, dot or svg; text, if not given"}})},
          .more =
              "It shows who says what of whom. Whether an issuer is to be believed, and why,\n"
              "is another question: trust explain. At most 60 organisations are shown, the\n"
              "nearest first.\n",
          .run = run};
}

}  // namespace waarmerk::cli
