#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

// What a fuzz target asserts: a lie ends the process, which libFuzzer and ctest both take for a failure.
#define FUZZ_EXPECT(condition) \
    do { \
        if (!(condition)) { \
            std::abort(); \
        } \
    } while (false)

inline QByteArray fuzzBytes(const uint8_t *data, size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
