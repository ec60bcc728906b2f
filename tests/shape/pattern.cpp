#include "tests/shape/pattern.hpp"

#include <map>
#include <regex>

namespace waarmerk::shape {
namespace {

using Matches = std::match_results<std::string_view::const_iterator>;

const std::regex& compiled(const std::string& pattern) {
  static std::map<std::string, std::regex> kept;
  const auto found = kept.find(pattern);
  return found != kept.end() ? found->second
                             : kept.emplace(pattern, std::regex(pattern)).first->second;
}

Found found_of(std::string_view text, const Matches& match) {
  Found found{static_cast<std::size_t>(match[0].first - text.begin()),
              static_cast<std::size_t>(match[0].length()),
              {}};
  for (const auto& group : match) found.groups.push_back(group.str());
  return found;
}

}  // namespace

std::vector<Found> find_all(std::string_view text, const std::string& pattern) {
  std::vector<Found> all;
  using Iterator = std::regex_iterator<std::string_view::const_iterator>;
  for (Iterator at(text.begin(), text.end(), compiled(pattern)), end; at != end; ++at)
    all.push_back(found_of(text, *at));
  return all;
}

bool contains(std::string_view text, const std::string& pattern) {
  return std::regex_search(text.begin(), text.end(), compiled(pattern));
}

bool matches(std::string_view text, const std::string& pattern) {
  return std::regex_match(text.begin(), text.end(), compiled(pattern));
}

}  // namespace waarmerk::shape
