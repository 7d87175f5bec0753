#pragma once

#include "core/desk/house/preset_import.h"
#include "core/desk/media/preset_list.h"
#include "core/people/workspace_settings.h"
#include "ui/kit/form_drafts.h"

namespace rawi {

// What an editor may do with the shown preset, and why not.
enum class PresetAccess { Editable, BuiltIn, NoRight };

// The preset editor without a widget: the list, the preset being edited with what is wrong with it, and what can be
// done. Nothing is kept before save(), but for the texts, as drafts. Lives on the GUI thread.
class PresetEditorPresenter : public QObject {
    Q_OBJECT

public:
    explicit PresetEditorPresenter(Desk &desk, QObject *parent = nullptr);

    const QList<EncodePreset> &presets() const { return m_presets; }
    // What the form shows: the draft, while there is one.
    const EncodePreset &shown() const { return m_draft; }
    const EncodeSettings &settings() const { return m_settings; }
    bool isNew() const { return m_draft.id.isNull(); }
    bool isDirty() const;
    PresetAccess access() const;
    bool mayWrite() const; // whether the role allows presets of one's own
    // Nothing when it can be saved; else what is wrong, naming the member.
    std::optional<Error> problem() const;

    // Each drops what was not saved.
    void choose(const QString &key);
    void startNew();
    void duplicate();
    void revert();

    void setKey(const QString &key);
    void setNames(const QString &arabic, const QString &english);
    // Takes the settings as they are meant; what another form does not take follows (see fitted()).
    void setSettings(const EncodeSettings &settings);

    bool save(); // answers with failed() when it was refused
    Desk &desk() const { return m_desk; }
    void remove(); // answers with removed(), which undoRemoval() takes back
    void undoRemoval();
    bool canUndoRemoval() const; // no other preset has taken its place
    void setRetired(bool retired);

    Result<PresetImport> importFile(const QString &path);
    // The newsroom's own presets, or the shown one. Errors: IoError.
    Result<void> exportFile(const QString &path, bool onlyShown) const;

    LoudnessGate gate() const;
    void setGate(LoudnessGate gate);

Q_SIGNALS:
    void listChanged();
    void shownChanged(); // another preset, or another value of it
    void gateChanged();
    void removed(const QString &nameAr, const QString &nameEn);
    void failed(const rawi::Error &error);

private:
    void reload();
    void show(const EncodePreset &preset);
    FormDrafts typedInto(const EncodePreset &preset) const;
    std::optional<EncodePreset> typedBefore() const;
    void takeUpTyped();
    void keepTyped();
    void drop();
    bool execute(const QString &command, const QJsonObject &args, const QJsonObject &base = {});
    QString freeKey(const QString &like) const;

    Desk &m_desk;
    QList<EncodePreset> m_presets;
    EncodePreset m_saved; // what the draft began from
    EncodePreset m_draft;
    EncodeSettings m_settings; // the draft's
    std::optional<EncodePreset> m_removed;
};

// The settings with what their form does not take left out, changed to what it does, or added with usual values.
EncodeSettings fitted(EncodeSettings settings);

} // namespace rawi
