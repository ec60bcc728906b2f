// `node export-bundle` and `node import-bundle`: what is known of many issuers, in one file for a
// node without a network.
#include <fstream>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_files.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/bundle_shelf.hpp"
#include "node/actions/issuer_papers.hpp"
#include "node/kit/bundle.hpp"
#include "node/records/feeds.hpp"
#include "storage/durable_file.hpp"

namespace waarmerk::cli {
namespace {

namespace actions = node::actions;
namespace kit = node::kit;

constexpr std::size_t part_bytes = 256 << 10;
constexpr int fetch_timeout_ms = 10 * 60 * 1000;
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

/// The file that is written, of which no more is held than a chunk.
class BundleFile {
 public:
  static Result<BundleFile> begin(const std::string& path) {
    auto file = storage::PublicFile::begin(path);
    if (!file) return unwritable(path);
    return BundleFile(path, std::move(*file));
  }

  Result<void> write(ByteView bytes) {
    bytes_ += bytes.size();
    if (!file_.write(bytes)) return unwritable(path_);
    return {};
  }
  Result<void> finish() {
    if (!file_.finish()) return unwritable(path_);
    return {};
  }
  std::uint64_t bytes() const { return bytes_; }

 private:
  BundleFile(std::string path, storage::PublicFile file)
      : path_(std::move(path)), file_(std::move(file)) {}
  static std::unexpected<Error> unwritable(const std::string& path) {
    return fail(unwritable_file, "The file " + path + " cannot be written.");
  }

  std::string path_;
  storage::PublicFile file_;
  std::uint64_t bytes_ = 0;
};

Result<Exit> export_all(const Args& args, Workspace& workspace, Output& output) {
  TRY(files, find_node_files(args, workspace));
  TRY(store, open_store(files));
  const node::records::Feeds feeds(*store);
  TRY(file, BundleFile::begin(args.get("FILE")));
  kit::BundleWriter writer;
  std::uint64_t left_out = 0;
  for (const auto& feed : feeds.all()) {
    TRY(papers, actions::make_papers(*store, feeds, feed));
    if (!papers) {
      ++left_out;
      continue;
    }
    TRY(bytes, writer.add(kit::write_kit(*papers)));
    TRY_OK(file.write(bytes));
  }
  TRY_OK(file.write(writer.end()));
  TRY_OK(file.finish());
  tell({{"issuers", writer.count()}, {"leftOut", left_out}, {"bytes", file.bytes()}}, output);
  if (left_out > 0) output.say("Left out is who has no history that proves itself, as a did:web.");
  output.suggest("waarmerk node import-bundle " + one_line(args.get("FILE")));
  return Exit::done;
}

/// Where a bundle is: in a file, or in the answer of a node or a mirror.
struct BundleSource {
  std::string path;
  std::optional<std::string> answer = {};
};

bool is_url(const std::string& path) {
  return path.starts_with("https://") || path.starts_with("http://");
}

/// Fails with cli.unreadable_file where nobody hands it out, or as the network does.
Result<BundleSource> find_bundle(const std::string& path, Workspace& workspace,
                                 const NodeFiles& files) {
  if (!is_url(path)) return BundleSource{path};
  TRY(network, workspace.network({Loopback::allowed, files.config.fetch.ca_file}));
  node::fetch::FetchRequest request;
  request.url = path;
  request.accept = "application/octet-stream";
  request.bytes_max = actions::served_bundle_bytes_max;
  request.timeout_ms = fetch_timeout_ms;
  TRY(fetched, workspace.run(network->fetch(std::move(request))));
  if (fetched.status == 200) return BundleSource{path, std::move(fetched.body)};
  const auto* what = fetched.status == 503 ? " is still making its bundle; ask again in a while."
                                           : " hands out no bundle.";
  return fail(unreadable_file, path + what);
}

using VisitKit = std::function<Result<void>(const std::string&)>;

Result<std::uint64_t> read_parts(std::istream& parts, const std::string& path,
                                 const VisitKit& visit) {
  kit::BundleReader reader;
  std::string part(part_bytes, '\0');
  while (parts) {
    parts.read(part.data(), static_cast<std::streamsize>(part.size()));
    const auto count = static_cast<std::size_t>(parts.gcount());
    TRY(kits, reader.take(bytes_of(std::string_view(part).substr(0, count))));
    for (const auto& each : kits) TRY_OK(visit(each));
  }
  if (parts.bad()) return fail(unreadable_file, "The file " + path + " cannot be read.");
  return reader.end();
}

/// Each kit of a bundle, in turn. Fails with cli.unreadable_file, as BundleReader does, or as
/// `visit`.
Result<std::uint64_t> read_bundle(const BundleSource& source, const VisitKit& visit) {
  if (source.answer) {
    std::istringstream parts(*source.answer);
    return read_parts(parts, source.path, visit);
  }
  std::ifstream file(source.path, std::ios::binary);
  if (!file) return fail(unreadable_file, "The file " + source.path + " cannot be read.");
  return read_parts(file, source.path, visit);
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
  TRY(files, find_node_files(args, workspace));
  TRY(source, find_bundle(args.get("FILE"), workspace, files));
  // A bundle that is not whole changes nothing.
  TRY_OK(read_bundle(source, [](const std::string&) { return Result<void>(); }));
  TRY(store, open_store(files));
  Import import(*store, workspace.now(), output);
  TRY_OK(read_bundle(source, [&](const std::string& kit) { return import.take(kit); }));
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
      .examples = {{"node import-bundle issuers.bundle", "while the node does not run"},
                   {"node import-bundle https://library.example/bot/1/bundle/latest", ""}},
      .shape = {.operands = {{.name = "FILE", .meaning = "the bundle, or its URL"}},
                .options = with_node({})},
      .more =
          "Nothing is believed but signatures. What is known already and newer stays. A bundle\n"
          "that is not whole changes nothing; of an issuer with one part that does not hold,\n"
          "nothing is taken, and the exit code is 9.\n",
      .run = import_all};
}

}  // namespace waarmerk::cli
