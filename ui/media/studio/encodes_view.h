#pragma once

#include "ui/media/studio/encodes_model.h"

#include <QWidget>

class QMenu;
class QPushButton;

namespace rawi {

class EncodesHeadView;
class JobTable;

// The encodes panel: the whole queue, the jobs, and what can be done with the selected ones.
class EncodesView : public QWidget {
    Q_OBJECT

public:
    explicit EncodesView(Desk &desk, QWidget *parent = nullptr);

    EncodesModel &model() { return m_model; }

public Q_SLOTS:
    // The dialogs. `paths` are files and folders that stand in it already.
    void addFiles(const QStringList &paths = {});
    void showWatchFolders();
    void showLimits();

Q_SIGNALS:
    void presetsRequested(); // the editor of presets

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildButtons();
    void retranslate();
    void updateButtons();
    void claimHeight();
    void showMenu(const QPoint &place);
    void addMoves(QMenu &menu);
    void addPriorities(QMenu &menu);
    void addFacts(QMenu &menu);
    void removeEnded();
    QList<EncodeJob> selectedJobs() const;
    void forSelected(const std::function<bool(const EncodeJob &)> &fits,
                     const std::function<void(const QUuid &)> &work);

    Desk &m_desk;
    EncodesModel m_model;
    EncodesHeadView *m_head = nullptr;
    JobTable *m_table = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_presets = nullptr;
    QPushButton *m_log = nullptr;
};

} // namespace rawi
