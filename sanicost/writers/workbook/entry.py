"""What the bid form says while a bidder enters a number: where it warns, and where it stops."""


def warn_below(floor: str) -> dict[str, object]:
    """Return the rule that lets any amount in, and warns where it is below the floor beside it.

    `floor` is the cell that belongs to the first of the range, and moves along with it.
    """
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": f"={floor}",
        "error_type": "warning",
        "error_title": "低于用工成本合规底线",
        "error_message": "低于用工成本合规底线（供比对）。可以继续，但请在“说明”栏写明理由。",
        "input_title": "投标报价",
        "input_message": "元/人·月，两位小数。低于底线不会被阻止，但须说明理由。",
    }


def refuse_negative() -> dict[str, object]:
    """Return the rule that lets in neither text nor a number below zero."""
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": "应为数额",
        "error_message": "请填写合同期总额：不小于0的数字，两位小数；没有该项的填0。",
    }
