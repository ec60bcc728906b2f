#include "crypto/rdf/hash_n_degree.hpp"

#include <algorithm>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::rdf {
namespace {

constexpr std::size_t depth_max = 512;  // of paths, so that the stack has room

void append_hex(std::string& out, const Digest& digest) {
  out.append(encoding::encode_hex(digest.view()));
}

/// Whether a path can be no better than the one that was chosen before.
bool is_worse(std::string_view path, std::string_view chosen) {
  return !chosen.empty() && path.size() >= chosen.size() && path > chosen;
}

}  // namespace

Result<void> HashNDegree::spend(std::size_t work) {
  if (work <= work_left_ && depth_ <= depth_max) {
    work_left_ -= work;
    return {};
  }
  return fail(too_complex, "the blank nodes of this graph look too much alike to be told apart");
}

Digest HashNDegree::hash_related(std::uint32_t related, std::string_view predicate, char position,
                                 const BlankLabels& issuer) {
  std::string text(1, position);
  if (position != 'g') text.append("<").append(predicate).append(">");
  if (input_.canonical.has(related)) {
    append_label(text, "_:c14n", input_.canonical.number(related));
  } else if (issuer.has(related)) {
    append_label(text, "_:b", issuer.number(related));
  } else {
    append_hex(text, input_.first_degree[related]);
  }
  return digest(input_.algorithm, bytes_of(text));
}

auto HashNDegree::find_related(std::uint32_t blank, const BlankLabels& issuer)
    -> Result<std::vector<Related>> {
  constexpr std::string_view positions = "sog";
  const auto mentions = input_.mentions.of(blank);
  TRY_OK(spend(mentions.size()));
  std::vector<Related> found;
  for (const Line* line : mentions) {
    for (std::size_t i = 0; i < positions.size(); ++i) {
      const std::uint32_t related = line->blanks[i];
      if (related == no_blank || related == blank) continue;
      const auto hash = hash_related(related, line->quad->predicate.value, positions[i], issuer);
      found.push_back({.hash = hash, .blank = related});
    }
  }
  std::ranges::sort(found);
  return found;
}

/// One order in which to visit a group. Leaves the path unfinished, and says false, where it is
/// worse than the one that was chosen.
Result<bool> HashNDegree::walk(std::span<const Related> permutation, std::string_view chosen,
                               BlankLabels& issuer, std::string& path) {
  TRY_OK(spend(permutation.size()));
  std::vector<std::uint32_t> fresh;
  for (const Related& related : permutation) {
    if (input_.canonical.has(related.blank)) {
      append_label(path, "_:c14n", input_.canonical.number(related.blank));
    } else {
      if (!issuer.has(related.blank)) fresh.push_back(related.blank);
      append_label(path, "_:b", issuer.issue(related.blank));
    }
    if (is_worse(path, chosen)) return false;
  }
  for (const std::uint32_t blank : fresh) {
    TRY(hashed, hash(blank, issuer));
    append_label(path, "_:b", issuer.number(blank));
    path += '<';
    append_hex(path, hashed);
    path += '>';
    if (is_worse(path, chosen)) return false;
  }
  return true;
}

/// The least path through a group of blank nodes that look alike; the issuer goes along with it.
Result<std::string> HashNDegree::choose_path(std::span<Related> group, BlankLabels& issuer) {
  const std::size_t before = issuer.order().size();
  std::string chosen, path;
  std::vector<std::uint32_t> issued;
  do {
    path.clear();
    TRY(finished, walk(group, chosen, issuer, path));
    if (finished && (chosen.empty() || path < chosen)) {
      chosen = path;
      issued.assign(issuer.order().begin() + static_cast<std::ptrdiff_t>(before),
                    issuer.order().end());
    }
    issuer.keep_first(before);
  } while (std::ranges::next_permutation(group, {}, &Related::blank).found);
  for (const std::uint32_t blank : issued) issuer.issue(blank);
  return chosen;
}

Result<Digest> HashNDegree::hash(std::uint32_t blank, BlankLabels& issuer) {
  ++depth_;
  TRY(related, find_related(blank, issuer));
  std::string text;
  for (auto begin = related.begin(); begin != related.end();) {
    const auto end = std::find_if(begin, related.end(),
                                  [&](const Related& other) { return other.hash != begin->hash; });
    append_hex(text, begin->hash);
    TRY(path, choose_path({begin, end}, issuer));
    text += path;
    begin = end;
  }
  --depth_;
  return digest(input_.algorithm, bytes_of(text));
}

}  // namespace waarmerk::rdf
