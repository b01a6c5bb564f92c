"""Generic heads, in English and Chinese: a name with one is translated by a name with the same."""

_HEADS = {
    "method": ("方法", "法"),
    "approach": ("方法", "途径", "法"),
    "technique": ("技术", "方法"),
    "technology": ("技术",),
    "task": ("任务",),
    "problem": ("问题",),
    "data": ("数据",),
    "dataset": ("数据集",),
    "benchmark": ("基准", "基准测试"),
    "system": ("系统",),
    "model": ("模型",),
    "framework": ("框架",),
    "algorithm": ("算法",),
    "network": ("网络",),
    "detection": ("检测",),
    "architecture": ("架构", "结构", "体系结构"),
    "strategy": ("策略",),
    "module": ("模块",),
    "capability": ("能力",),
    "ability": ("能力",),
    "performance": ("性能", "表现"),
    "function": ("函数", "功能"),
    "generation": ("生成",),
    "learning": ("学习",),
    "analysis": ("分析",),
    "recognition": ("识别",),
    "classification": ("分类",),
    "segmentation": ("分割",),
    "research": ("研究",),
    "study": ("研究",),
}
_ENDINGS = sorted({ending for endings in _HEADS.values() for ending in endings if len(ending) > 1})


def same_head(english: str, chinese: str) -> bool:
    """Say whether two folded names end in the same generic head, or neither in one."""
    *_, last = words = list(map(_singular, english.split()))
    if last in _HEADS:
        return chinese.endswith(_HEADS[last]) and _based(english, chinese)
    ending = max((e for e in _ENDINGS if chinese.endswith(e)), key=len, default="")
    meant = {word for word, endings in _HEADS.items() if ending in endings}
    return (not ending or not meant.isdisjoint(words)) and _based(english, chinese)


def _based(english: str, chinese: str) -> bool:
    """Say whether 基于 … stands for "-based": 图的传播 is only half of graph-based propagation."""
    based = "based" in english.split()
    return chinese.startswith("基于") <= based and not (
        based and "的" in chinese and not chinese.startswith("基于")
    )


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word if word.endswith(("ss", "sis")) else word.removesuffix("s")
