"use strict";
// What the page says, in English and Chinese. Names of types and relations are those of the schema.
const WORDS = {
  en: {
    search: "Search in English or 中文",
    counts: "{papers} papers · {concepts} concepts",
    part: "The {shownPapers} most connected of {papers} papers, with {shownConcepts} of {concepts} concepts",
    none: "Nothing goes by this name", found: "{n} found",
    legend: "Show", close: "Close", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show all",
    language: "切换到中文", languageSign: "中",
    open: "Open the paper ↗", names: "Also called", papersWith: "In {n} papers",
    papersOne: "In 1 paper", related: "Related papers", shares: "Shares {names}",
    more: "Show all {n}", sure: "Confidence {n}%", support: "{n} papers say so", says: "In {paper}",
    Paper: "Paper", Method: "Method", Model: "Model", Dataset: "Dataset", Topic: "Topic",
    Metric: "Metric",
    out: {
      PROPOSES: "Proposes", USES: "Uses", COMPARES_WITH: "Compares with",
      EVALUATES_ON: "Evaluates on", TRAINS_ON: "Trains on", ADDRESSES: "Addresses",
      REPORTS: "Reports", OUTPERFORMS: "Outperforms", BASED_ON: "Based on", PART_OF: "Part of",
      USED_FOR: "Used for", EVALUATED_ON: "Evaluated on", TRAINED_ON: "Trained on",
      MEASURED_BY: "Measured by",
    },
    in: {
      PROPOSES: "Proposed by", USES: "Used by", COMPARES_WITH: "Compared with in",
      EVALUATES_ON: "Evaluated on by", TRAINS_ON: "Trained on by", ADDRESSES: "Addressed by",
      REPORTS: "Reported by", OUTPERFORMS: "Outperformed by", BASED_ON: "Basis of",
      PART_OF: "Has part", USED_FOR: "Served by", EVALUATED_ON: "Evaluates",
      TRAINED_ON: "Trains", MEASURED_BY: "Measures",
    },
  },
  zh: {
    search: "搜索论文与概念（中文或英文）",
    counts: "{papers} 篇论文 · {concepts} 个概念",
    part: "显示 {papers} 篇论文中关联最多的 {shownPapers} 篇，以及 {concepts} 个概念中的 {shownConcepts} 个",
    none: "没有找到这个名称", found: "找到 {n} 项",
    legend: "显示", close: "关闭", zoomIn: "放大", zoomOut: "缩小", fit: "显示全部",
    language: "Switch to English", languageSign: "En",
    open: "打开论文 ↗", names: "别名", papersWith: "出现在 {n} 篇论文中",
    papersOne: "出现在 1 篇论文中", related: "相关论文", shares: "共有：{names}",
    more: "显示全部 {n} 项", sure: "置信度 {n}%", support: "{n} 篇论文指出", says: "见 {paper}",
    Paper: "论文", Method: "方法", Model: "模型", Dataset: "数据集", Topic: "主题", Metric: "指标",
    out: {
      PROPOSES: "提出", USES: "使用", COMPARES_WITH: "对比", EVALUATES_ON: "评测于",
      TRAINS_ON: "训练于", ADDRESSES: "研究", REPORTS: "报告", OUTPERFORMS: "优于",
      BASED_ON: "基于", PART_OF: "属于", USED_FOR: "用于", EVALUATED_ON: "评测于",
      TRAINED_ON: "训练于", MEASURED_BY: "衡量指标",
    },
    in: {
      PROPOSES: "提出者", USES: "使用者", COMPARES_WITH: "作为对比", EVALUATES_ON: "用其评测",
      TRAINS_ON: "用其训练", ADDRESSES: "研究者", REPORTS: "报告者", OUTPERFORMS: "被超越于",
      BASED_ON: "衍生出", PART_OF: "包含", USED_FOR: "采用", EVALUATED_ON: "评测了",
      TRAINED_ON: "训练了", MEASURED_BY: "衡量了",
    },
  },
};
const TYPES = ["Paper", "Method", "Model", "Dataset", "Topic", "Metric"];

let language = (navigator.language || "en").toLowerCase().startsWith("zh") ? "zh" : "en";

/** Return the words of a key in the page's language, with {names} filled in. */
function say(key, values = {}) {
  const number = (v) => (typeof v === "number" ? v.toLocaleString("en") : v);
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => number(values[name]));
}

/** Return the words for a relation, seen from its head (out) or its tail (in). */
function sayRelation(relation, way) {
  return WORDS[language][way][relation] || relation.replaceAll("_", " ").toLowerCase();
}
