// The codes of crypto/jsonld. Most have the name that the JSON-LD API gives them (section 9.4.2),
// in lower case and with lines for what stands between its words.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::jsonld {

inline constexpr ErrorCode colliding_keywords{"jsonld.colliding_keywords", ErrorKind::invalid};
inline constexpr ErrorCode conflicting_indexes{"jsonld.conflicting_indexes", ErrorKind::invalid};
inline constexpr ErrorCode context_overflow{"jsonld.context_overflow", ErrorKind::invalid};
inline constexpr ErrorCode cyclic_iri_mapping{"jsonld.cyclic_iri_mapping", ErrorKind::invalid};
inline constexpr ErrorCode invalid_id_value{"jsonld.invalid_id_value", ErrorKind::invalid};
inline constexpr ErrorCode invalid_import_value{"jsonld.invalid_import_value", ErrorKind::invalid};
inline constexpr ErrorCode invalid_included_value{"jsonld.invalid_included_value",
                                                  ErrorKind::invalid};
inline constexpr ErrorCode invalid_index_value{"jsonld.invalid_index_value", ErrorKind::invalid};
inline constexpr ErrorCode invalid_nest_value{"jsonld.invalid_nest_value", ErrorKind::invalid};
inline constexpr ErrorCode invalid_prefix_value{"jsonld.invalid_prefix_value", ErrorKind::invalid};
inline constexpr ErrorCode invalid_propagate_value{"jsonld.invalid_propagate_value",
                                                   ErrorKind::invalid};
inline constexpr ErrorCode invalid_protected_value{"jsonld.invalid_protected_value",
                                                   ErrorKind::invalid};
inline constexpr ErrorCode invalid_reverse_value{"jsonld.invalid_reverse_value",
                                                 ErrorKind::invalid};
inline constexpr ErrorCode invalid_version_value{"jsonld.invalid_version_value",
                                                 ErrorKind::invalid};
inline constexpr ErrorCode invalid_base_direction{"jsonld.invalid_base_direction",
                                                  ErrorKind::invalid};
inline constexpr ErrorCode invalid_base_iri{"jsonld.invalid_base_iri", ErrorKind::invalid};
inline constexpr ErrorCode invalid_container_mapping{"jsonld.invalid_container_mapping",
                                                     ErrorKind::invalid};
inline constexpr ErrorCode invalid_context_entry{"jsonld.invalid_context_entry",
                                                 ErrorKind::invalid};
inline constexpr ErrorCode invalid_context_nullification{"jsonld.invalid_context_nullification",
                                                         ErrorKind::invalid};
inline constexpr ErrorCode invalid_default_language{"jsonld.invalid_default_language",
                                                    ErrorKind::invalid};
inline constexpr ErrorCode invalid_iri_mapping{"jsonld.invalid_iri_mapping", ErrorKind::invalid};
inline constexpr ErrorCode invalid_keyword_alias{"jsonld.invalid_keyword_alias",
                                                 ErrorKind::invalid};
inline constexpr ErrorCode invalid_language_map_value{"jsonld.invalid_language_map_value",
                                                      ErrorKind::invalid};
inline constexpr ErrorCode invalid_language_mapping{"jsonld.invalid_language_mapping",
                                                    ErrorKind::invalid};
inline constexpr ErrorCode invalid_language_tagged_string{"jsonld.invalid_language_tagged_string",
                                                          ErrorKind::invalid};
inline constexpr ErrorCode invalid_language_tagged_value{"jsonld.invalid_language_tagged_value",
                                                         ErrorKind::invalid};
inline constexpr ErrorCode invalid_local_context{"jsonld.invalid_local_context",
                                                 ErrorKind::invalid};
inline constexpr ErrorCode invalid_remote_context{"jsonld.invalid_remote_context",
                                                  ErrorKind::invalid};
inline constexpr ErrorCode invalid_reverse_property_map{"jsonld.invalid_reverse_property_map",
                                                        ErrorKind::invalid};
inline constexpr ErrorCode invalid_reverse_property_value{"jsonld.invalid_reverse_property_value",
                                                          ErrorKind::invalid};
inline constexpr ErrorCode invalid_reverse_property{"jsonld.invalid_reverse_property",
                                                    ErrorKind::invalid};
inline constexpr ErrorCode invalid_scoped_context{"jsonld.invalid_scoped_context",
                                                  ErrorKind::invalid};
inline constexpr ErrorCode invalid_set_or_list_object{"jsonld.invalid_set_or_list_object",
                                                      ErrorKind::invalid};
inline constexpr ErrorCode invalid_term_definition{"jsonld.invalid_term_definition",
                                                   ErrorKind::invalid};
inline constexpr ErrorCode invalid_type_mapping{"jsonld.invalid_type_mapping", ErrorKind::invalid};
inline constexpr ErrorCode invalid_type_value{"jsonld.invalid_type_value", ErrorKind::invalid};
inline constexpr ErrorCode invalid_typed_value{"jsonld.invalid_typed_value", ErrorKind::invalid};
inline constexpr ErrorCode invalid_value_object_value{"jsonld.invalid_value_object_value",
                                                      ErrorKind::invalid};
inline constexpr ErrorCode invalid_value_object{"jsonld.invalid_value_object", ErrorKind::invalid};
inline constexpr ErrorCode invalid_vocab_mapping{"jsonld.invalid_vocab_mapping",
                                                 ErrorKind::invalid};
inline constexpr ErrorCode keyword_redefinition{"jsonld.keyword_redefinition", ErrorKind::invalid};
inline constexpr ErrorCode processing_mode_conflict{"jsonld.processing_mode_conflict",
                                                    ErrorKind::invalid};
inline constexpr ErrorCode protected_term_redefinition{"jsonld.protected_term_redefinition",
                                                       ErrorKind::invalid};

/// A context that is not pinned here: the document cannot be checked. The API calls it `loading
/// remote context failed`.
inline constexpr ErrorCode unknown_context{"jsonld.unknown_context", ErrorKind::invalid};

// Limits.
inline constexpr ErrorCode too_deep{"jsonld.too_deep", ErrorKind::invalid};
inline constexpr ErrorCode too_large{"jsonld.too_large", ErrorKind::invalid};

// Safe mode: what expansion or RDF would drop in silence.
inline constexpr ErrorCode undefined_term{"jsonld.undefined_term", ErrorKind::invalid};
inline constexpr ErrorCode relative_iri{"jsonld.relative_iri", ErrorKind::invalid};
inline constexpr ErrorCode malformed_iri{"jsonld.malformed_iri", ErrorKind::invalid};
inline constexpr ErrorCode reserved_word{"jsonld.reserved_word", ErrorKind::invalid};
inline constexpr ErrorCode states_nothing{"jsonld.states_nothing", ErrorKind::invalid};
inline constexpr ErrorCode null_value{"jsonld.null_value", ErrorKind::invalid};
inline constexpr ErrorCode bad_language_tag{"jsonld.bad_language_tag", ErrorKind::invalid};
inline constexpr ErrorCode blank_predicate{"jsonld.blank_predicate", ErrorKind::invalid};
inline constexpr ErrorCode lost_direction{"jsonld.lost_direction", ErrorKind::invalid};
inline constexpr ErrorCode inexact_number{"jsonld.inexact_number", ErrorKind::invalid};

/// Own names: what a reader of the JSON would not see where it looks.
inline constexpr ErrorCode second_name{"jsonld.second_name", ErrorKind::invalid};

}  // namespace waarmerk::jsonld
