#include "core/sync/tus_upload.h"

#include "core/base/log.h"
#include "core/sync/file_fingerprint.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace rawi {

namespace {

constexpr qint64 kChunk = 4 * 1024 * 1024; // bytes a resume sends again at most
constexpr int kMaxRejections = 3;
constexpr int kMaxRestarts = 5;
constexpr int kMaxUnknownVariant = 8;
constexpr quint64 kBytes = 1; // the ticket of requests that may be dropped: what they do is asked of the server anew

HttpRequest tusRequest(const QByteArray &verb, const QUrl &url)
{
    HttpRequest request{verb, url, {{"Tus-Resumable", "1.0.0"}}, {}};
    request.timeoutMs = 60'000; // the last chunk's answer waits for the whole file's hash
    return request;
}

QByteArray metadata(const Upload &upload, const MediaVariant &variant, const Id<MediaVariant> &wanted)
{
    const std::pair<const char *, QString> values[] = {
        {"variant_id", wanted.text()},
        {"asset_id", upload.assetId.text()},
        {"filename", QFileInfo(upload.path).fileName()},
        {"filetype", variant.contentType},
        {"sha256", upload.sha256},
    };
    QByteArrayList pairs;
    for (const auto &[key, value] : values) {
        pairs.append(key + QByteArray(" ") + value.toUtf8().toBase64());
    }
    return pairs.join(',');
}

} // namespace

TusUpload::TusUpload(Replica &replica, AuthClient &auth, HttpClient &http, QObject *parent)
    : QObject(parent), m_auth(auth), m_http(http), m_store(replica)
{
}

void TusUpload::begin(const Upload &upload, const Id<MediaVariant> &wanted)
{
    ++m_turn;
    m_current = upload;
    m_wanted = wanted;
    m_rejections = 0;
    m_restarts = 0;
    if (const Result<void> same = checkFile(upload); !same) {
        settle(UploadState::Failed, same.error());
        return;
    }
    m_current->state = UploadState::Running;
    if (!save()) {
        return;
    }
    if (upload.url.isEmpty()) {
        create();
    } else {
        askOffset();
    }
}

// A creation under way is not dropped with it: nobody else would know the upload that the server made.
void TusUpload::stop()
{
    m_current.reset();
    m_http.abort(kBytes);
}

void TusUpload::terminate(const QString &url, const std::function<void(bool told)> &told)
{
    m_auth.send(m_http, tusRequest("DELETE", m_auth.linked(url)), [told](const HttpAnswer &answer) {
        if (told) {
            told(answer.ok() || answer.status == 403 || answer.status == 404 || answer.status == 410);
        }
    });
}

void TusUpload::send(HttpRequest request, Handler handler)
{
    request.ticket = request.verb == "POST" ? 0 : kBytes;
    m_auth.send(m_http, request, [this, handler, turn = m_turn](const HttpAnswer &answer) {
        if (m_current && turn == m_turn) {
            (this->*handler)(answer);
        } else if (const QByteArray made = answer.headers.value("location"); answer.status == 201 && !made.isEmpty()) {
            terminate(QString::fromUtf8(made));
        }
    });
}

void TusUpload::create()
{
    const Result<std::optional<MediaVariant>> variant = m_store.variantOf(*m_current);
    if (!variant) {
        backOff(variant.error(), 0);
        return;
    }
    if (!*variant) {
        settle(UploadState::Failed,
               {ErrorCode::NotFound, m_current->variantId.text(), u"no such variant any more"_s});
        return;
    }
    HttpRequest request = tusRequest("POST", m_auth.url(u"/api/v1/media/upload"_s));
    request.headers.append({"Upload-Length", QByteArray::number(m_current->size)});
    request.headers.append({"Upload-Metadata", metadata(*m_current, **variant, m_wanted)});
    send(std::move(request), &TusUpload::created);
}

void TusUpload::created(const HttpAnswer &answer)
{
    if (answer.status == 409 && answer.error.code == ErrorCode::AlreadyExists) {
        deliver();
        return;
    }
    const QByteArray location = answer.headers.value("location");
    if (answer.status == 404 && m_current->attempts >= kMaxUnknownVariant) {
        settle(UploadState::Failed, answer.error); // its media.add_variant was refused
    } else if (answer.status == 404) {
        backOff(answer.error, answer.retryAfterMs());
    } else if (answer.status == 409) {
        settle(UploadState::Failed, answer.error); // the variant is complete with other bytes
    } else if (!answer.ok() || location.isEmpty()) {
        refused(answer);
    } else {
        m_current->url = QString::fromUtf8(location);
        // Beyond 0 when the server had these bytes under another name.
        m_current->offset = std::clamp<qint64>(answer.headers.value("upload-offset").toLongLong(), 0, m_current->size);
        if (save()) {
            sendChunk();
        }
    }
}

// The journal keeps the Location as it came; of an address only the path counts, so that it outlives a change of the server's.
QUrl TusUpload::locationOf(const Upload &upload) const
{
    return m_auth.linked(upload.url);
}

void TusUpload::askOffset()
{
    send(tusRequest("HEAD", locationOf(*m_current)), &TusUpload::offsetKnown);
}

void TusUpload::offsetKnown(const HttpAnswer &answer)
{
    bool number = false;
    const qint64 offset = answer.headers.value("upload-offset").toLongLong(&number);
    if (!answer.ok() || !number || offset < 0 || offset > m_current->size) {
        refused(answer);
        return;
    }
    m_current->offset = offset;
    if (save()) {
        sendChunk();
    }
}

// Also with nothing left to send: an empty PATCH at the end lets the server finish what it was killed in.
void TusUpload::sendChunk()
{
    QFile file(m_current->path);
    const QFileInfo info(m_current->path);
    if (info.size() != m_current->size || info.lastModified().toMSecsSinceEpoch() != m_current->mtimeMs) {
        settle(UploadState::Failed,
               {info.exists() ? ErrorCode::FileChanged : ErrorCode::FileMissing, m_current->path,
                u"while it was uploaded"_s});
        return;
    }
    const qint64 length = std::min(kChunk, m_current->size - m_current->offset);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(m_current->offset)) {
        settle(UploadState::Failed, {ErrorCode::IoError, m_current->path, file.errorString()});
        return;
    }
    HttpRequest request = tusRequest("PATCH", locationOf(*m_current));
    request.body = file.read(length);
    if (request.body.size() != length) {
        settle(UploadState::Failed, {ErrorCode::IoError, m_current->path, file.errorString()});
        return;
    }
    const QByteArray hash = QCryptographicHash::hash(request.body, QCryptographicHash::Sha256);
    request.headers.append({QByteArray("Content-Type"), QByteArray("application/offset+octet-stream")});
    request.headers.append({"Upload-Offset", QByteArray::number(m_current->offset)});
    request.headers.append({"Upload-Checksum", QByteArray("sha256 ") + hash.toBase64()});
    send(std::move(request), &TusUpload::chunkSent);
}

void TusUpload::chunkSent(const HttpAnswer &answer)
{
    if (answer.status == 460) {
        const bool wholeFile = answer.error.subject == "sha256"_L1; // then the upload is gone
        if (!wholeFile && ++m_rejections < kMaxRejections) {
            sendChunk();
        } else {
            settle(UploadState::Failed, answer.error);
        }
        return;
    }
    bool number = false;
    const qint64 offset = answer.headers.value("upload-offset").toLongLong(&number);
    const bool further = number && offset <= m_current->size
        && (offset > m_current->offset || m_current->offset == m_current->size);
    if (!answer.ok() || !further) {
        refused(answer);
        return;
    }
    m_current->offset = offset;
    m_current->attempts = 0;
    m_rejections = 0;
    Q_EMIT advanced();
    if (offset == m_current->size) {
        deliver();
    } else if (save()) {
        sendChunk();
    }
}

// Every byte is there; the upload is done when the batch is.
void TusUpload::deliver()
{
    m_current->offset = m_current->size;
    if (save()) {
        Q_EMIT delivered(std::exchange(m_current, std::nullopt)->id);
    }
}

void TusUpload::refused(const HttpAnswer &answer)
{
    switch (answer.status) {
    case 400:
    case 403:
    case 412:
    case 413:
    case 415:
    case 422:
        settle(UploadState::Failed, answer.error); // a 403 keeps the URL: retry() resumes
        return;
    case 404:
    case 410:
        startAgain();
        return;
    case 409:
        if (++m_restarts > kMaxRestarts) {
            backOff(answer.error, answer.retryAfterMs());
        } else {
            askOffset();
        }
        return;
    default:
        backOff(answer.ok() ? Error{ErrorCode::CorruptData, u"tus"_s, u"no sound offset"_s, SubjectKind::Code} : answer.error,
                answer.retryAfterMs());
    }
}

void TusUpload::startAgain()
{
    m_current->url.clear();
    m_current->offset = 0;
    if (++m_restarts > kMaxRestarts) {
        backOff({ErrorCode::NotFound, u"upload"_s, u"the server keeps losing it"_s, SubjectKind::Code}, 0);
    } else if (save()) {
        create();
    }
}

void TusUpload::backOff(const Error &error, int atLeastMs)
{
    m_current->state = UploadState::Waiting;
    m_current->error = error;
    ++m_current->attempts;
    save();
    m_current.reset();
    Q_EMIT postponed(error, atLeastMs);
}

void TusUpload::settle(UploadState state, const Error &error)
{
    m_current->state = state;
    m_current->error = error;
    save();
    const std::optional<Upload> settled = std::exchange(m_current, std::nullopt);
    const bool useless = error.code == ErrorCode::FileChanged || error.code == ErrorCode::FileMissing;
    if (settled && state == UploadState::Failed && useless && !settled->url.isEmpty()) {
        terminate(settled->url);
    }
    if (state == UploadState::Failed) {
        qCWarning(lcSync) << "upload failed:" << error.toString();
    }
    Q_EMIT dropped();
}

bool TusUpload::save()
{
    const QUuid id = m_current->id;
    const Result<std::optional<Upload>> found = m_store.find(id);
    if (found && !*found) {
        if (!m_current->url.isEmpty()) {
            terminate(m_current->url);
        }
        m_current.reset();
        Q_EMIT dropped();
        return false;
    }
    // Not fatal: a journal that is behind only means that HEAD is asked for the offset.
    if (const Result<void> put = m_store.put(*m_current); !put) {
        qCWarning(lcSync) << "upload journal:" << put.error().toString();
        Q_EMIT journalFailed();
    }
    Q_EMIT changed(id);
    return true;
}

} // namespace rawi
