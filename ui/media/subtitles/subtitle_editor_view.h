#pragma once

#include "ui/media/subtitles/subtitle_editor_presenter.h"
#include "ui/text/feature_words.h"

#include <QWidget>

#include <functional>

class QAction;
class QComboBox;
class QLabel;
class QTableView;
class QTabWidget;
class QToolBar;

namespace rawi {

class ChaptersView;
class DirectionalTextEdit;
class NoticeBar;
class PreviewView;
class SubtitleFiles;
class SubtitleFindView;
class SubtitleFindingsView;
class WaveformStrip;

// The window in which subtitles and chapters of an asset are written: Arabic and English side by side, timed by
// keyboard against picture and waveform. GUI thread.
class SubtitleEditorView : public QWidget {
    Q_OBJECT

public:
    explicit SubtitleEditorView(Desk &desk, QWidget *parent = nullptr);
    ~SubtitleEditorView() override;

    void setAsset(const Id<MediaAsset> &asset);
    SubtitleEditorPresenter &presenter() { return m_presenter; }
    int currentRow() const;
    enum class Part { Lines, Findings, Chapters };
    void showPart(Part part);

public Q_SLOTS:
    void save();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildActions();
    void buildTop(QBoxLayout *column);
    QWidget *buildLines();
    void bind();
    void leaveLostFilm();
    void retranslate();
    QAction *makeAction(const QKeySequence &keys, void (SubtitleEditorView::*work)());
    DirectionalTextEdit *makePane(SubtitleSide side);
    DirectionalTextEdit *pane(SubtitleSide side) const;

    QList<int> selectedRows() const;
    void showRow(int row);
    void showPanes();
    void showSpans();
    void showWaveform();
    void chooseProtection();
    // Saves what is here, then `change`s what is edited; a refused save is told, and nothing changes.
    void changeTracks(const std::function<void()> &change);
    void nameLanguages();
    void undo();
    void redo();
    void setStartHere();
    void setEndHere();
    void nudgeBack();
    void nudgeForward();
    void insertLine();
    void splitLine();
    void joinLines();
    void deleteLines();
    void nextLine();
    void play();
    void sync();
    void importFile();
    void exportFile();
    void tell(const Words &text);
    void tellError(const Error &error);

    SubtitleEditorPresenter m_presenter;
    bool m_filling = false; // the panes are being shown a line, not typed into
    PreviewView *m_preview = nullptr;
    WaveformStrip *m_strip = nullptr;
    DirectionalTextEdit *m_arabic = nullptr;
    DirectionalTextEdit *m_english = nullptr;
    QComboBox *m_rightLanguage = nullptr; // data: BCP 47
    QComboBox *m_leftLanguage = nullptr;
    QLabel *m_kindLabel = nullptr;
    QComboBox *m_kind = nullptr;
    QTabWidget *m_tabs = nullptr;
    QTableView *m_table = nullptr;
    SubtitleFindingsView *m_findings = nullptr;
    SubtitleFiles *m_files = nullptr;
    SubtitleFindView *m_find = nullptr;
    ChaptersView *m_chapters = nullptr;
    NoticeBar *m_notices = nullptr;
    QToolBar *m_bar = nullptr;
    QLabel *m_sourceLabel = nullptr;
    QComboBox *m_source = nullptr;
    QAction *m_save, *m_undo, *m_redo, *m_import, *m_export, *m_sync;
    QAction *m_start, *m_end, *m_back, *m_forward, *m_insert, *m_split, *m_join, *m_delete, *m_next, *m_play;
};

} // namespace rawi
