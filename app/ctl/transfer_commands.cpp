#include "app/ctl/transfer_commands.h"

#include "app/ctl/media_commands.h"
#include "core/desk/house/refused_changes.h"
#include "core/desk/media/upload_names.h"
#include "core/protocol/messages.h"

#include <QJsonArray>

#include <algorithm>
#include <iterator>
#include <memory>

namespace rawi::ctl {

namespace {

QJsonObject transferRow(CtlSession &session, const Upload &upload)
{
    const UploadNames names = uploadNames(session.desk().replica(), upload);
    QJsonObject row{{u"transfer"_s, uuidText(upload.id)},  {u"asset_id"_s, upload.assetId.text()},
                    {u"path"_s, upload.path},              {u"size"_s, upload.size},
                    {u"sent"_s, upload.offset},            {u"state"_s, enumText(upload.state)},
                    {u"server"_s, session.desk().sync().serverUrl().host()},
                    {u"file"_s, names.file}};
    if (!names.item.isNull()) {
        row.insert(u"content_id"_s, uuidText(names.item));
        row.insert(u"title_ar"_s, names.titleAr);
        row.insert(u"title_en"_s, names.titleEn);
    }
    if (!names.series.isNull()) {
        row.insert(u"series_id"_s, uuidText(names.series));
    }
    if (names.type) {
        row.insert(u"variant"_s, names.variant);
    }
    if (upload.state == UploadState::Failed) {
        row.insert(u"error"_s, problemFromError(upload.error));
    }
    return row;
}

// Those on the list: of these ids, or all.
Result<QList<Upload>> transfersOf(CtlSession &session, const QStringList &ids)
{
    RAWI_ASSIGN(const QList<Upload> all, session.desk().uploads().uploads());
    QList<Upload> found;
    for (const Upload &one : all) {
        if (one.state != UploadState::Cancelled && (ids.isEmpty() || ids.contains(uuidText(one.id)))) {
            found.append(one);
        }
    }
    for (const QString &id : ids) {
        if (std::none_of(found.cbegin(), found.cend(), [&](const Upload &one) { return uuidText(one.id) == id; })) {
            return Error{ErrorCode::NotFound, id, u"there is no such transfer; see rawictl transfers list"_s, SubjectKind::Name};
        }
    }
    return found;
}

Result<void> listTransfers(CtlSession &session, const QStringList &)
{
    RAWI_ASSIGN(const QList<Upload> all, transfersOf(session, {}));
    QJsonArray rows;
    for (const Upload &one : all) {
        rows.append(transferRow(session, one));
    }
    session.done({{u"transfers"_s, rows}});
    return {};
}

// Answers with the list when all that it fits are told.
Result<void> eachTransfer(CtlSession &session, const QStringList &ids, bool (*fits)(UploadState),
                           Result<void> (*work)(Desk &, const QUuid &))
{
    RAWI_ASSIGN(const QList<Upload> wanted, transfersOf(session, ids));
    const auto untold = std::make_shared<QSet<QUuid>>();
    for (const Upload &one : wanted) {
        if (fits(one.state)) {
            untold->insert(one.id);
        }
    }
    if (untold->isEmpty()) {
        return listTransfers(session, {});
    }
    QObject::connect(&session.desk().sync(), &SyncEngine::uploadChanged, &session, [&session, untold, fits](const QUuid &id) {
        const auto now = session.desk().uploads().find(id);
        const bool told = !now.ok() || !*now || !fits((*now)->state) || (*now)->state == UploadState::Failed;
        if (told && untold->remove(id) && untold->isEmpty()) {
            if (const Result<void> listed = listTransfers(session, {}); !listed.ok()) {
                session.fail(listed.error());
            }
        }
    });
    const QSet<QUuid> asked = *untold;
    for (const QUuid &id : asked) {
        RAWI_TRY(work(session.desk(), id));
    }
    return {};
}

Result<void> pauseTransfers(CtlSession &session, const QStringList &ids)
{
    return eachTransfer(session, ids, canPause, [](Desk &desk, const QUuid &id) {
        desk.sync().pauseUpload(id);
        return Result<void>();
    });
}

Result<void> resumeTransfers(CtlSession &session, const QStringList &ids)
{
    return eachTransfer(session, ids, [](UploadState state) { return state == UploadState::Paused; }, retryUpload);
}

Result<void> retryTransfers(CtlSession &session, const QStringList &ids)
{
    return eachTransfer(session, ids, [](UploadState state) { return state == UploadState::Failed; }, retryUpload);
}

Result<void> cancelTransfers(CtlSession &session, const QStringList &ids)
{
    if (ids.isEmpty()) {
        return Error{ErrorCode::InvalidArgument, {}, u"name at least one transfer; see rawictl transfers list"_s};
    }
    return eachTransfer(session, ids, canCancel, cancelUpload);
}

Result<void> clearTransfers(CtlSession &session, const QStringList &)
{
    RAWI_ASSIGN(const QList<Upload> all, transfersOf(session, {}));
    for (const Upload &one : all) {
        if (one.state == UploadState::Done) {
            RAWI_TRY(session.desk().uploads().remove(one.id));
        }
    }
    return listTransfers(session, {});
}

struct TransferVerb {
    const char *name;
    Result<void> (*run)(CtlSession &, const QStringList &);
};

const TransferVerb kTransferVerbs[] = {
    {"list", listTransfers},   {"pause", pauseTransfers},   {"resume", resumeTransfers},
    {"retry", retryTransfers}, {"cancel", cancelTransfers}, {"clear", clearTransfers},
};

// Of what this desk still has of the file; what was replaced since tells nothing.
std::optional<Error> failureOf(CtlSession &session, const Upload &upload)
{
    const auto files = session.desk().localMedia().files(upload.assetId);
    const bool current = files.ok() && std::any_of(files->cbegin(), files->cend(), [&](const LocalFile &one) {
        return one.sha256 == upload.sha256;
    });
    return current && upload.state == UploadState::Failed ? std::optional(upload.error) : std::nullopt;
}

} // namespace

Result<void> uploadCommand(CtlSession &session)
{
    RAWI_ASSIGN(const Id<MediaAsset> asset, assetOf(session, session.args().words.first()));
    RAWI_TRY(session.desk().uploadAsset(asset, session.args().flag("original"), UploadCause::Asked));
    session.whenSynced(true, session.timeoutMs(), [&session, asset] {
        QJsonArray uploads;
        const auto all = session.desk().uploads().uploads();
        for (const Upload &one : all.ok() ? *all : QList<Upload>()) {
            const auto failure = one.assetId == asset ? failureOf(session, one) : std::nullopt;
            if (failure) {
                session.fail(*failure); // a script hears of it by the exit status
                return;
            }
            if (one.assetId == asset && one.state != UploadState::Cancelled) {
                uploads.append(QJsonObject{
                    {u"path"_s, one.path}, {u"sha256"_s, one.sha256}, {u"state"_s, enumText(one.state)}});
            }
        }
        session.done({{u"uploads"_s, uploads}});
    });
    return {};
}

Result<void> transfersCommand(CtlSession &session)
{
    const QStringList words = session.args().words;
    const auto found = std::find_if(std::begin(kTransferVerbs), std::end(kTransferVerbs),
                                    [&](const TransferVerb &verb) { return words.value(0) == QLatin1StringView(verb.name); });
    if (found == std::end(kTransferVerbs)) {
        return Error{ErrorCode::InvalidArgument, words.value(0),
                     u"usage: rawictl transfers list | pause [ID…] | resume [ID…] | retry [ID…] | cancel ID… | clear"_s};
    }
    return found->run(session, words.mid(1));
}

} // namespace rawi::ctl
