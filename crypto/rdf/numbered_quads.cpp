#include "crypto/rdf/numbered_quads.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>

#include "crypto/rdf/iri_order.hpp"

namespace waarmerk::rdf {
namespace {

/// Gives numbers to labels. Most labels are `b0`, `b1` … and find theirs in a table; others, which
/// somebody may have chosen to make a hash table slow, are looked up in a tree.
class Numbers {
 public:
  Numbers(std::size_t quads, std::vector<std::string_view>& labels)
      : table_max_(4 * quads), labels_(labels) {}

  std::uint32_t number_of(const Term& term) {
    if (!term.is(TermKind::blank)) return no_blank;
    // What a node says of itself stands together, and most often its label is one text.
    const bool again = last_number_ != no_blank && term.value.data() == last_.data() &&
                       term.value.size() == last_.size();
    if (again) return last_number_;
    const auto counted = count_in(term.value);
    last_ = term.value;
    last_number_ = counted ? number_in_table(*counted, last_) : number_in_tree(last_);
    return last_number_;
  }

 private:
  /// The 12 of `b12`.
  std::optional<std::size_t> count_in(std::string_view label) const {
    if (label.size() < 2 || label[0] != 'b' || (label[1] == '0' && label.size() > 2)) return {};
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(label.data() + 1, label.data() + label.size(), count);
    const bool whole = error == std::errc{} && end == label.data() + label.size();
    if (!whole || count >= table_max_) return {};
    return count;
  }

  std::uint32_t next(std::string_view label) {
    labels_.push_back(label);
    return static_cast<std::uint32_t>(labels_.size() - 1);
  }

  std::uint32_t number_in_table(std::size_t count, std::string_view label) {
    if (count >= table_.size()) table_.resize(std::max<std::size_t>(2 * count, 64), no_blank);
    if (table_[count] == no_blank) table_[count] = next(label);
    return table_[count];
  }

  std::uint32_t number_in_tree(std::string_view label) {
    const auto found = tree_.lower_bound(label);
    if (found != tree_.end() && found->first == label) return found->second;
    return tree_.emplace_hint(found, label, next(label))->second;
  }

  std::string_view last_ = {};
  std::uint32_t last_number_ = no_blank;
  std::size_t table_max_;
  std::vector<std::string_view>& labels_;
  std::vector<std::uint32_t> table_;
  std::map<std::string_view, std::uint32_t> tree_;
};

}  // namespace

NumberedQuads::NumberedQuads(const Dataset& dataset) {
  const auto quads = dataset.quads();
  Numbers numbers(quads.size(), labels_);
  lines_.reserve(quads.size());
  labels_.reserve(std::min<std::size_t>(quads.size(), 64));
  for (const Quad& quad : quads) {
    const bool literal = quad.object.is(TermKind::literal);
    lines_.push_back(
        {.quad = &quad,
         .object = literal ? escape_literal(quad.object.value, escaped_) : quad.object.value,
         .blanks = {numbers.number_of(quad.subject), numbers.number_of(quad.object),
                    numbers.number_of(quad.graph)},
         .predicate_key = order_key(quad.predicate.value)});
  }
}

}  // namespace waarmerk::rdf
