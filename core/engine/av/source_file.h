#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

namespace rawi {

struct FileFindings;

// A path as the system has it. Where it is no UTF-8, each byte beyond ASCII is kept as U+DC00 + byte (as PEP 383 has it), for
// SourceFile::open to find.
QString pathFromBytes(const QByteArray &bytes);

// A media file, opened before the sandbox closes: from then on everything reads through its descriptor, in as many threads
// as there are.
class SourceFile {
public:
    // Errors: FileMissing; NotMedia for a folder, a device or an empty file; IoError.
    static Result<SourceFile> open(const QString &path);
    SourceFile(SourceFile &&other) noexcept;
    SourceFile &operator=(SourceFile &&other) noexcept;
    ~SourceFile();

    int fd() const { return m_fd; }
    qint64 size() const { return m_size; } // bytes
    qint64 mtimeMs() const { return m_mtimeMs; }
    const QString &name() const { return m_name; } // without folders: the subject of errors
    // Up to `count` bytes at `offset`; fewer at the end of the file.
    QByteArray bytes(qint64 offset, qint64 count) const;
    // SHA-256 over the first and last 64 KiB, lower-case hex: tells a replaced file of equal size and time.
    QString headTailHash() const;
    // What its readers found out about it.
    FileFindings &findings() const { return *m_findings; }

private:
    SourceFile();

    int m_fd = -1;
    qint64 m_size = 0;
    qint64 m_mtimeMs = 0;
    QString m_name;
    std::unique_ptr<FileFindings> m_findings;
};

} // namespace rawi
