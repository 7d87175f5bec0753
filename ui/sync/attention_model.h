#pragma once

#include "core/desk/house/desk.h"
#include "core/desk/house/refused_changes.h"
#include "core/rules/conflict.h"
#include "core/sync/upload_store.h"

#include <QAbstractListModel>

namespace rawi {

// What waits for an editor's decision: unsettled conflicts, then files that others ask for, then refused changes, then quarantined ones, then the
// records with texts that were typed here and are not saved, then files that did not go up, then, as one, what came into watch
// folders and is in the library already. It is reset only when one of these is another. Lives on the GUI thread.
class AttentionModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole + 1, SubtitleRole, IsConflictRole, IsQuarantinedRole, IsDraftRole, IsRequestRole, IsKnownRole };

    explicit AttentionModel(Desk &desk, QObject *parent = nullptr);

    // One of these is set for a valid row.
    std::optional<Conflict> conflictAt(int row) const;
    std::optional<FileRequest> requestAt(int row) const;
    std::optional<RefusedChange> refusedAt(int row) const;
    std::optional<RefusedChange> changeOf(qint64 n) const; // the one with this command
    QList<Draft> draftsAt(int row) const; // of one record
    std::optional<Upload> uploadAt(int row) const;
    QList<WatchedFile> knownAt(int row) const; // all that is asked about
    int rowOf(const QString &key) const; // -1 when it is gone

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    void retranslate();
    // Reads all of it again. A refresh that changes nothing resets nothing.
    void reload();
    qint64 readings() const { return m_readings; } // how often that was done

    // The title of the record that an id names, in the language of the interface; what it is ("the item") when it is gone.
    QString recordTitle(const QString &type, const QString &id) const;

    // What stands now in the field that a conflict is about; what the conflict kept of it when the record is gone.
    QString currentText(const Conflict &conflict) const;

    // The item whose file is asked for; null when it is gone.
    QUuid itemOf(const FileRequest &request) const;

    // Why a quarantined command is here, and what is to be done.
    static QString quarantineText();
    // Why these texts are not in their record.
    static QString draftsText(const QList<Draft> &drafts);

Q_SIGNALS:
    void readFailed(const rawi::Error &error);

private:
    QString titleOf(const OutboxEntry &entry) const;
    QVariant requestData(const FileRequest &request, int role) const;
    QVariant draftData(const QList<Draft> &drafts, int role) const;
    QVariant uploadData(const Upload &upload, int role) const;
    QVariant refusedData(const OutboxEntry &entry, int role) const;
    QVariant conflictData(const Conflict &conflict, int role) const;
    QVariant knownData(int role) const;
    void uploadMoved(const QUuid &id);

    Desk &m_desk;
    QList<Conflict> m_conflicts;
    QList<FileRequest> m_asked;
    QList<RefusedChange> m_refused;
    QList<QUuid> m_drafted;
    QList<Draft> m_drafts; // theirs, as last listed
    QList<Upload> m_failed;
    QList<WatchedFile> m_known;
    qint64 m_readings = 0;
    QHash<QUuid, UploadState> m_states; // of the uploads that were heard of
};

} // namespace rawi
