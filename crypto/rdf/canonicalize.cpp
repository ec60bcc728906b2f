#include "crypto/rdf/canonicalize.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "crypto/rdf/hash_first_degree.hpp"
#include "crypto/rdf/mentions.hpp"
#include "crypto/rdf/numbered_quads.hpp"
#include "crypto/rdf/sorted_lines.hpp"

namespace waarmerk::rdf {
namespace {

constexpr std::size_t hashed_bytes = 16 * 1024;  // gathered before they are hashed
constexpr std::size_t kept_bytes_max = 64 * 1024;

/// The blank nodes by their first-degree hashes.
std::vector<std::uint32_t> sorted_by_hash(std::span<const Digest> hashes) {
  std::vector<std::uint32_t> blanks(hashes.size());
  std::iota(blanks.begin(), blanks.end(), 0U);
  std::ranges::sort(blanks, {}, [&](std::uint32_t blank) -> auto& { return hashes[blank]; });
  return blanks;
}

struct Path {
  Digest hash;
  std::vector<std::uint32_t> blanks;  // in the order in which they were met
};

/// RDFC-1.0 4.4.3, step 5, for the blank nodes that share one first-degree hash.
Result<void> label_group(std::span<const std::uint32_t> group, HashNDegree& hasher,
                         BlankLabels& canonical, BlankLabels& issuer) {
  std::vector<Path> paths;
  for (const std::uint32_t blank : group) {
    if (canonical.has(blank)) continue;
    issuer.keep_first(0);
    issuer.issue(blank);
    TRY(hash, hasher.hash(blank, issuer));
    paths.push_back({.hash = hash, .blanks = {issuer.order().begin(), issuer.order().end()}});
  }
  std::ranges::sort(paths, {}, &Path::hash);
  for (const Path& path : paths) {
    for (const std::uint32_t blank : path.blanks) canonical.issue(blank);
  }
  return {};
}

Result<BlankLabels> label_blanks(const NumberedQuads& quads, const CanonicalOptions& options) {
  if (quads.labels().size() == 1) {  // there is nothing to tell it apart from
    BlankLabels only(1);
    only.issue(0);
    return only;
  }
  const Mentions mentions(quads.lines(), quads.labels().size());
  const auto hashes = hash_first_degree(mentions, options.algorithm);
  const auto blanks = sorted_by_hash(hashes);
  std::vector<std::span<const std::uint32_t>> alike;
  BlankLabels canonical(blanks.size());
  for (auto begin = blanks.begin(); begin != blanks.end();) {
    const auto end = std::find_if(begin, blanks.end(),
                                  [&](auto blank) { return hashes[blank] != hashes[*begin]; });
    if (end - begin == 1) {
      canonical.issue(*begin);
    } else {
      alike.emplace_back(begin, end);
    }
    begin = end;
  }
  if (alike.empty()) return canonical;
  HashNDegree hasher({.mentions = mentions,
                      .first_degree = hashes,
                      .canonical = canonical,
                      .algorithm = options.algorithm,
                      .work_max = options.work_max});
  BlankLabels issuer(blanks.size());
  for (const auto group : alike) TRY_OK(label_group(group, hasher, canonical, issuer));
  return canonical;
}

/// The names by the numbers of the blank nodes.
std::vector<std::string_view> canonical_names(const BlankLabels& labels, Arena& arena) {
  std::vector<std::string_view> names(labels.order().size());
  std::string name;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    name.clear();
    append_label(name, "c14n", i);
    names[labels.order()[i]] = arena.keep({name});
  }
  return names;
}

/// Gives the canonical lines, one after the other.
Result<void> for_each_line(const Dataset& dataset, const CanonicalOptions& options,
                           const auto& visit) {
  if (dataset.quads().size() > options.quads_max) return fail(too_large, "too many quads");
  const NumberedQuads quads(dataset);
  TRY(canonical, label_blanks(quads, options));
  Arena arena;
  const auto names = canonical_names(canonical, arena);
  const Labels labels{.names = names};
  for (const Line* line : sorted_lines(quads.lines(), labels)) visit(*line, labels);
  return {};
}

}  // namespace

Result<std::string> canonicalize(const Dataset& dataset, const CanonicalOptions& options) {
  std::string text;
  TRY_OK(for_each_line(dataset, options, [&](const Line& line, const Labels& labels) {
    append_line(text, line, labels);
  }));
  return text;
}

Result<Digest> canonical_hash(const Dataset& dataset, const CanonicalOptions& options) {
  std::optional<Hasher> hasher;       // for what is longer than a badge
  thread_local std::string gathered;  // its room is kept, for every badge is about as long
  gathered.clear();
  if (gathered.capacity() > kept_bytes_max) gathered.shrink_to_fit();
  gathered.reserve(hashed_bytes);
  TRY_OK(for_each_line(dataset, options, [&](const Line& line, const Labels& labels) {
    append_line(gathered, line, labels);
    if (gathered.size() < hashed_bytes) return;
    if (!hasher) hasher.emplace(options.algorithm);
    hasher->add(bytes_of(gathered));
    gathered.clear();
  }));
  if (!hasher) return digest(options.algorithm, bytes_of(gathered));
  hasher->add(bytes_of(gathered));
  return hasher->finish();
}

Result<std::vector<BlankLabel>> canonical_labels(const Dataset& dataset,
                                                 const CanonicalOptions& options) {
  if (dataset.quads().size() > options.quads_max) return fail(too_large, "too many quads");
  const NumberedQuads quads(dataset);
  TRY(canonical, label_blanks(quads, options));
  std::vector<BlankLabel> labels(canonical.order().size());
  for (std::uint32_t i = 0; i < labels.size(); ++i) {
    labels[i].from = quads.labels()[canonical.order()[i]];
    append_label(labels[i].to, "c14n", i);
  }
  return labels;
}

std::vector<std::string> print_lines(const Dataset& dataset,
                                     const std::vector<BlankLabel>& labels) {
  std::map<std::string_view, std::string_view> to;
  for (const BlankLabel& label : labels) to.emplace(label.from, label.to);
  const NumberedQuads quads(dataset);
  std::vector<std::string_view> names;
  for (const auto label : quads.labels()) {
    const auto found = to.find(label);
    names.push_back(found == to.end() ? label : found->second);
  }
  const Labels printed{.names = names};
  std::vector<std::string> lines;
  for (const Line* line : sorted_lines(quads.lines(), printed)) {
    append_line(lines.emplace_back(), *line, printed);
  }
  return lines;
}

}  // namespace waarmerk::rdf
