// The families of the node's store: which table lies where (spec/storage/keys.md has the keys).
//
// The order is the order in which the store is opened; a family is added at the end, never moved.
#pragma once

#include <array>
#include <string_view>

#include "storage/store.hpp"

namespace waarmerk::node::records {

inline constexpr std::array<std::string_view, 37> family_names{
    "meta",    "organisation", "achievement", "badge",    "credential", "issued", "list",
    "slot",    "statlog",      "entry",       "payload",  "head",       "arrive", "did",
    "listurl", "sticky",       "fork",        "outbox",   "peer",       "token",  "didlog",
    "bits",    "ending",       "ward",        "trust",    "witnessed",  "wit",    "wleaf",
    "listlog", "heard",        "said",        "interest", "audit",      "tout",   "tin",
    "offer",   "request"};

namespace family {
inline constexpr storage::Family meta{0};
inline constexpr storage::Family organisation{1};
inline constexpr storage::Family achievement{2};
inline constexpr storage::Family badge{3};
inline constexpr storage::Family credential{4};
inline constexpr storage::Family issued{5};
inline constexpr storage::Family list{6};
inline constexpr storage::Family slot{7};
inline constexpr storage::Family statlog{8};
inline constexpr storage::Family entry{9};
inline constexpr storage::Family payload{10};
inline constexpr storage::Family head{11};
inline constexpr storage::Family arrive{12};
inline constexpr storage::Family did{13};
inline constexpr storage::Family listurl{14};
inline constexpr storage::Family sticky{15};
inline constexpr storage::Family fork{16};
inline constexpr storage::Family outbox{17};
inline constexpr storage::Family peer{18};
inline constexpr storage::Family token{19};
inline constexpr storage::Family didlog{20};
inline constexpr storage::Family bits{21};
inline constexpr storage::Family ending{22};
inline constexpr storage::Family ward{23};
inline constexpr storage::Family trust{24};
inline constexpr storage::Family witnessed{25};
inline constexpr storage::Family wit{26};
inline constexpr storage::Family wleaf{27};
inline constexpr storage::Family listlog{28};
inline constexpr storage::Family heard{29};
inline constexpr storage::Family said{30};
inline constexpr storage::Family interest{31};
inline constexpr storage::Family audit{32};
inline constexpr storage::Family tout{33};
inline constexpr storage::Family tin{34};
inline constexpr storage::Family offer{35};
inline constexpr storage::Family request{36};
}  // namespace family

}  // namespace waarmerk::node::records
