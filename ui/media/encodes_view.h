#pragma once

#include "ui/media/encodes_model.h"

#include <QWidget>

class QPushButton;

namespace rawi {

class JobTable;

// The encodes panel: the jobs, and what can be done with the selected ones.
class EncodesView : public QWidget {
    Q_OBJECT

public:
    explicit EncodesView(Desk &desk, QWidget *parent = nullptr);

    EncodesModel &model() { return m_model; }

Q_SIGNALS:
    void presetsRequested(); // the editor of presets

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void updateButtons();
    QList<EncodeJob> selectedJobs() const;
    void forSelected(const std::function<bool(const EncodeJob &)> &fits,
                     const std::function<void(const QUuid &)> &work);

    Desk &m_desk;
    EncodesModel m_model;
    JobTable *m_table = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_presets = nullptr;
};

} // namespace rawi
