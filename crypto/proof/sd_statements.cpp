#include "crypto/proof/sd_statements.hpp"

#include <algorithm>
#include <utility>

#include "crypto/base/hmac.hpp"
#include "crypto/json/tape.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/sd_proof_value.hpp"
#include "crypto/proof/statements.hpp"
#include "crypto/rdf/canonicalize.hpp"

namespace waarmerk::proof {
namespace {

using LabelsByName = std::unordered_map<std::string_view, Sha256>;

const std::uint64_t* place_of(json::Value value) { return json::Place::of(value).at; }

Result<jsonld::PlacedDataset> read_placed(json::Value document, const jsonld::Contexts& contexts) {
  const auto options =
      document_options({.document = document, .proof = document, .contexts = contexts});
  auto placed = jsonld::to_placed_rdf(document, options);
  if (!placed) return refuse_transformation(std::move(placed).error());
  return placed;
}

Result<std::vector<rdf::BlankLabel>> label_canonically(const rdf::Dataset& dataset) {
  auto labels = rdf::canonical_labels(dataset);
  if (!labels) return refuse_transformation(std::move(labels).error());
  return labels;
}

/// The objects of a part, by their place there, to where they stand in the whole.
std::unordered_map<const std::uint64_t*, const std::uint64_t*> origins_of(
    const Selection& selection) {
  std::vector<json::Value> objects;
  collect_objects(selection.document.root(), objects);
  std::unordered_map<const std::uint64_t*, const std::uint64_t*> origins;
  for (std::size_t i = 0; i < objects.size() && i < selection.sources.size(); ++i) {
    origins.emplace(place_of(objects[i]), place_of(selection.sources[i]));
  }
  return origins;
}

}  // namespace

Result<SignedStatements> SignedStatements::make(json::Value document, ByteView hmac_key,
                                                const jsonld::Contexts& contexts) {
  SignedStatements statements(document, contexts);
  TRY(placed, read_placed(document, contexts));
  TRY(labels, label_canonically(placed.dataset));
  LabelsByName names;
  for (auto& label : labels) {
    const Sha256 made = hmac_sha256(hmac_key, bytes_of(label.to));
    names.emplace(label.from, made);
    label.to = print_blank_label(made);
  }
  statements.lines_ = rdf::print_lines(placed.dataset, labels);
  for (const auto& place : placed.places) {
    const auto found = names.find(place.label);
    if (found != names.end()) statements.labels_.emplace(place_of(place.object), found->second);
  }
  return statements;
}

Result<ChosenStatements> SignedStatements::choose(std::span<const std::string> pointers) const {
  TRY(selection, select(document_, pointers));
  TRY(placed, read_placed(selection.document.root(), contexts_));
  TRY(labels, label_canonically(placed.dataset));
  const auto origins = origins_of(selection);
  LabelsByName names;
  for (const auto& place : placed.places) {
    const auto origin = origins.find(place_of(place.object));
    if (origin == origins.end()) continue;
    const auto label = labels_.find(origin->second);
    if (label != labels_.end()) names.emplace(place.label, label->second);
  }
  ChosenStatements chosen{.selection = std::move(selection), .indexes = {}, .labels = {}};
  for (auto& label : labels) {
    const auto name = names.find(label.from);
    if (name == names.end()) {
      return fail(untransformable, "what is in a list cannot be chosen apart from the document");
    }
    chosen.labels.push_back(name->second);
    label.to = print_blank_label(name->second);
  }
  for (const auto& line : rdf::print_lines(placed.dataset, labels)) {
    const auto at = std::ranges::lower_bound(lines_, line);
    if (at == lines_.end() || *at != line) {
      return fail(untransformable, "a part of the document says what the whole does not");
    }
    chosen.indexes.push_back(static_cast<std::size_t>(at - lines_.begin()));
  }
  return chosen;
}

}  // namespace waarmerk::proof
