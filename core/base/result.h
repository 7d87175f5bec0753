#pragma once

#include "core/base/error.h"

#include <optional>
#include <utility>
#include <variant>

namespace rawi {

// A value or the Error that kept it from being made. Never ignored silently: the class is nodiscard.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T &value() & { return std::get<0>(m_state); }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

// RAWI_TRY(expr): return the error of a Result from the enclosing function, else go on.
#define RAWI_TRY(expression) RAWI_TRY_AS(RAWI_CONCAT(rawiTried, __COUNTER__), expression) // one may stand inside another
#define RAWI_TRY_AS(tried, expression) \
    do { \
        if (auto tried = (expression); !tried.ok()) { \
            return tried.error(); \
        } \
    } while (false)

#define RAWI_CONCAT_INNER(a, b) a##b
#define RAWI_CONCAT(a, b) RAWI_CONCAT_INNER(a, b)

// RAWI_ASSIGN(auto x, expr): declare x from a Result's value, or return its error.
#define RAWI_ASSIGN(declaration, expression) \
    auto RAWI_CONCAT(rawiResult, __LINE__) = (expression); \
    if (!RAWI_CONCAT(rawiResult, __LINE__).ok()) { \
        return RAWI_CONCAT(rawiResult, __LINE__).error(); \
    } \
    declaration = std::move(RAWI_CONCAT(rawiResult, __LINE__)).value()

} // namespace rawi
