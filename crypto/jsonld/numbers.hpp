// JSON numbers as literals of RDF (JSON-LD API 8.6, XML Schema 1.1 Part 2).
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::jsonld {

inline constexpr std::string_view xsd_boolean = "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr std::string_view xsd_double = "http://www.w3.org/2001/XMLSchema#double";
inline constexpr std::string_view xsd_integer = "http://www.w3.org/2001/XMLSchema#integer";

/// From here on even whole numbers are written with an exponent.
inline constexpr double integer_end = 1e21;

struct NumberText {
  std::string text;
  std::string_view datatype;  ///< xsd:integer or xsd:double
};

/// A finite number, as an integer where it is one below 10^21 and `datatype` is not xsd:double.
NumberText number_text(double value, std::string_view datatype);

}  // namespace waarmerk::jsonld
