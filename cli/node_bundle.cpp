// `node export-bundle` and `node import-bundle`: what is known of many issuers, in one file for a
// node without a network.
#include <fstream>
#include <functional>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_files.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/issuer_papers.hpp"
#include "node/kit/bundle.hpp"
#include "node/records/feeds.hpp"
#include "storage/durable_file.hpp"

namespace waarmerk::cli {
namespace {

namespace actions = node::actions;
namespace kit = node::kit;

constexpr std::size_t part_bytes = 256 << 10;
/// Of issuers that are refused, so many are named.
constexpr std::size_t refused_told_max = 20;

void tell(const std::vector<std::pair<std::string, std::uint64_t>>& numbers, Output& output) {
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object();
    for (const auto& [name, number] : numbers) {
      writer.name(name).integer(static_cast<std::int64_t>(number));
    }
    output.line(writer.end_object().take());
    return;
  }
  for (const auto& [name, number] : numbers) output.facts({{name, std::to_string(number)}});
}

Result<Exit> export_all(const Args& args, Workspace& workspace, Output& output) {
  TRY(files, find_node_files(args, workspace));
  TRY(store, open_store(files));
  const node::records::Feeds feeds(*store);
  kit::BundleWriter writer;
  Bytes bundle;  // of ten thousand issuers some fifty megabytes
  std::uint64_t left_out = 0;
  for (const auto& feed : feeds.all()) {
    TRY(papers, actions::make_papers(*store, feeds, feed));
    if (!papers) {
      ++left_out;
      continue;
    }
    TRY(bytes, writer.add(kit::write_kit(*papers)));
    append(bundle, bytes);
  }
  append(bundle, writer.end());
  if (!storage::save_public_file(args.get("FILE"), bundle)) {
    return fail(unwritable_file,
                "The file " + std::string(args.get("FILE")) + " cannot be written.");
  }
  tell({{"issuers", writer.count()}, {"leftOut", left_out}, {"bytes", bundle.size()}}, output);
  if (left_out > 0) output.say("Left out is who has no history that proves itself, as a did:web.");
  output.suggest("waarmerk node import-bundle " + one_line(args.get("FILE")));
  return Exit::done;
}

/// Each kit of a bundle, in turn. Fails with cli.unreadable_file, as BundleReader does, or as
/// `visit`.
Result<std::uint64_t> read_bundle(const std::string& path,
                                  const std::function<Result<void>(const std::string&)>& visit) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(unreadable_file, "The file " + path + " cannot be read.");
  kit::BundleReader reader;
  std::string part(part_bytes, '\0');
  while (file) {
    file.read(part.data(), static_cast<std::streamsize>(part.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    TRY(kits, reader.take(bytes_of(std::string_view(part).substr(0, count))));
    for (const auto& each : kits) TRY_OK(visit(each));
  }
  if (file.bad()) return fail(unreadable_file, "The file " + path + " cannot be read.");
  return reader.end();
}

/// Takes what holds, and says what does not.
class Import {
 public:
  Import(storage::Store& store, UnixTime now, Output& output)
      : papers_(store, now), output_(output) {}

  Result<void> take(const std::string& kit) {
    auto taken = papers_.read(kit);
    if (taken) return ++taken_, taken;
    const auto kind = taken.error().code.kind;
    if (kind == ErrorKind::internal || kind == ErrorKind::unavailable) return taken;
    if (refused_++ < refused_told_max) {
      output_.say("Refused: " + one_line(taken.error().detail) + " (" +
                  std::string(taken.error().code.name) + ")");
    }
    return {};
  }
  Result<Exit> finish() {
    TRY_OK(papers_.finish());
    tell({{"issuers", taken_}, {"refused", refused_}}, output_);
    return refused_ > 0 ? Exit::needs_care : Exit::done;
  }

 private:
  actions::PapersReader papers_;
  Output& output_;
  std::uint64_t taken_ = 0;
  std::uint64_t refused_ = 0;
};

Result<Exit> import_all(const Args& args, Workspace& workspace, Output& output) {
  const auto& path = args.get("FILE");
  TRY(files, find_node_files(args, workspace));
  // A bundle that is not whole changes nothing.
  TRY_OK(read_bundle(path, [](const std::string&) { return Result<void>(); }));
  TRY(store, open_store(files));
  Import import(*store, workspace.now(), output);
  TRY_OK(read_bundle(path, [&](const std::string& kit) { return import.take(kit); }));
  return import.finish();
}

}  // namespace

Command node_export_bundle_command() {
  return {
      .name = "node export-bundle",
      .summary = "Write what is known of every issuer into one file.",
      .examples = {{"node export-bundle issuers.bundle", "while the node does not run"}},
      .shape = {.operands = {{.name = "FILE", .meaning = "the bundle"}}, .options = with_node({})},
      .more =
          "A bundle holds what it takes to judge badges without a network: the history of each\n"
          "issuer's DID, its newest status lists, and who saw them. Whoever reads it verifies\n"
          "each part as if a stranger had brought it.\n",
      .run = export_all};
}

Command node_import_bundle_command() {
  return {
      .name = "node import-bundle",
      .summary = "Read what a bundle says of its issuers, as far as it is proven.",
      .examples = {{"node import-bundle issuers.bundle", "while the node does not run"}},
      .shape = {.operands = {{.name = "FILE", .meaning = "the bundle"}}, .options = with_node({})},
      .more =
          "Nothing is believed but signatures. What is known already and newer stays. A bundle\n"
          "that is not whole changes nothing; of an issuer with one part that does not hold,\n"
          "nothing is taken, and the exit code is 9.\n",
      .run = import_all};
}

}  // namespace waarmerk::cli
