#include "node/http/language.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>

#include "node/http/message.hpp"
#include "node/http/query.hpp"

namespace waarmerk::node::http {
namespace {

constexpr std::size_t header_bytes_max = 1024;

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// `;q=0.8` in thousandths; 1,000 where nothing is said, nothing where it is no weight.
std::optional<int> read_weight(std::string_view parameter) {
  parameter = trim(parameter);
  if (parameter.empty()) return 1000;
  if (!parameter.starts_with("q=")) return std::nullopt;
  parameter.remove_prefix(2);
  if (parameter.empty() || parameter.size() > 5 || (parameter[0] != '0' && parameter[0] != '1'))
    return std::nullopt;
  if (parameter.size() > 1 && parameter[1] != '.') return std::nullopt;
  int weight = parameter[0] == '1' ? 1000 : 0;
  int place = 100;
  for (std::size_t i = 2; i < parameter.size(); ++i, place /= 10) {
    if (parameter[i] < '0' || parameter[i] > '9') return std::nullopt;
    weight += (parameter[i] - '0') * place;
  }
  return std::min(weight, 1000);
}

}  // namespace

Language choose_language(std::string_view accept_language, std::span<const Language> offered) {
  auto rest = accept_language.substr(0, header_bytes_max);
  auto chosen = Language::en;
  int most = 0;
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    const auto part = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const auto semicolon = std::min(part.find(';'), part.size());
    const auto range = trim(part.substr(0, semicolon));
    const auto weight = read_weight(part.substr(std::min(semicolon + 1, part.size())));
    const auto primary = range.substr(0, range.find('-'));
    for (const auto language : offered) {
      const bool is_it = equal_without_case(primary, print_language(language));
      if (!is_it || !weight || *weight <= most) continue;
      chosen = language;
      most = *weight;
    }
  }
  return chosen;
}

words::Languages languages_of(const Request& request) {
  const auto query = Query::parse(request.query());
  const auto wanted = query ? query->find("lang") : std::nullopt;
  if (const auto read = words::read_languages(wanted.value_or(""))) return *read;
  return choose_language(request.headers.find("Accept-Language").value_or(""));
}

}  // namespace waarmerk::node::http
