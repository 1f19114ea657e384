"""The readers are the classifiers they are said to be, whatever the way of fitting them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.naive_bayes import ComplementNB

from idtool.coding import readers
from idtool.coding.readers import BAYES_SHARPNESS, Kernel, bayes, logistic, marks_of, ridge

N, FEATURES, CLASSES = 60, 200, 4


def material(seed: int = 3) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
    """Rows of unit length, which of four classes each holds, and worths of the rows."""
    rng = np.random.default_rng(seed)
    target = rng.integers(CLASSES, size=N)
    dense = rng.random((N, FEATURES)) * (rng.random((N, FEATURES)) < 0.2)
    dense[:, :CLASSES] += 2 * np.eye(CLASSES)[target]
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    return sparse.csr_matrix(dense), np.eye(CLASSES)[target], 0.5 + rng.random(N)


def kernel(rows: sparse.csr_matrix) -> Kernel:
    marks = marks_of(rows.shape[0])
    return Kernel(marks, (rows @ rows[marks].T).toarray())


def test_logistic_regression_on_few_axes_is_that_on_all_features() -> None:
    rows, holds, worth = material()
    theirs = LogisticRegression(C=20, max_iter=2000, tol=1e-8)
    theirs.fit(rows, holds.argmax(axis=1), sample_weight=worth * N / worth.sum())

    found = logistic(rows, kernel(rows), holds, worth, 20)

    assert found is not None
    assert np.exp(found.logs(rows)) == pytest.approx(theirs.predict_proba(rows), abs=0.02)


def test_evenly_taken_places_span_nearly_the_same_space(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, holds, worth = material()
    whole = logistic(rows, kernel(rows), holds, worth, 20)
    by_ridge, adds = ridge(rows, kernel(rows), holds, worth)
    monkeypatch.setattr(readers, "MOST_AXES", 40)

    some = logistic(rows, kernel(rows), holds, worth, 20)
    some_by_ridge, some_adds = ridge(rows, kernel(rows), holds, worth)

    assert whole is not None and some is not None
    for one, other in ((whole, some), (by_ridge, some_by_ridge)):
        same = one.logs(rows).argmax(axis=1) == other.logs(rows).argmax(axis=1)
        assert same.mean() > 0.9
    assert np.corrcoef(adds.ravel(), some_adds.ravel())[0, 1] > 0.95


def test_evenly_taken_places_that_are_all_places_change_nothing() -> None:
    rows, holds, worth = material()
    whole, adds = ridge(rows, kernel(rows), holds, worth)
    marks = np.arange(N)[::-1].copy()
    again = Kernel(np.append(marks, 0), (rows @ rows[np.append(marks, 0)].T).toarray())

    other, other_adds = ridge(rows, again, holds, worth)

    assert other.weights == pytest.approx(np.asarray(whole.weights), abs=1e-3)
    assert other_adds == pytest.approx(adds, abs=1e-3)


def test_a_single_class_cannot_be_told_from_others() -> None:
    rows, _, worth = material()
    assert logistic(rows, kernel(rows), np.eye(CLASSES)[[2] * N], worth, 20) is None


def test_two_classes_have_shares_that_add_up() -> None:
    rows, holds, worth = material()
    two = np.column_stack([holds[:, :2].sum(axis=1), holds[:, 2:].sum(axis=1)])

    found = logistic(rows, kernel(rows), two, worth, 20)

    assert found is not None
    assert np.exp(found.logs(rows)).sum(axis=1) == pytest.approx(np.ones(N))
    assert (found.logs(rows).argmax(axis=1) == two.argmax(axis=1)).mean() > 0.9


def test_places_said_twice_do_no_harm() -> None:
    rows, holds, worth = material()
    twice = sparse.vstack([rows, rows]).tocsr()

    found = logistic(twice, kernel(twice), np.vstack([holds] * 2), np.tile(worth, 2), 20)

    assert found is not None
    assert np.isfinite(found.weights).all()


def test_the_dual_of_saunders_1998_is_ridge_regression() -> None:
    rows, holds, worth = material()
    theirs = Ridge(alpha=readers.RIDGE, fit_intercept=False, solver="cholesky")
    theirs.fit(rows.toarray(), holds, sample_weight=worth)

    ours, adds = ridge(rows, kernel(rows), holds, worth)

    assert np.asarray(ours.weights) == pytest.approx(theirs.coef_.T, abs=1e-8)
    assert np.asarray(rows.T @ adds) == pytest.approx(theirs.coef_.T, abs=1e-8)


def test_bayes_ranks_like_complement_naive_bayes_of_rennie_2003() -> None:
    rows, holds, worth = material()
    theirs = ComplementNB(alpha=0.3).fit(rows, holds.argmax(axis=1), sample_weight=worth)

    ours = bayes(rows, holds, worth).logs(rows) / BAYES_SHARPNESS

    gaps = theirs.predict_joint_log_proba(rows)
    assert ours - ours[:, :1] == pytest.approx(gaps - gaps[:, :1], abs=1e-3)
