from paperweft.extract.languages import chinese_script, is_chinese


def test_chinese_with_english_names_is_chinese() -> None:
    assert is_chinese("我们用 WeaveNet 和 KnotFormer 做实验")


def test_english_with_a_chinese_name_is_english() -> None:
    assert not is_chinese("We study the word 织 and its many senses in poems")
    assert not is_chinese("Naïve “quoted” words — in English")


def test_the_script_is_told_from_characters_that_only_one_has() -> None:
    assert chinese_script(["这个模型"]) == "zh-Hans"
    assert chinese_script(["這個模型"]) == "zh-Hant"
    assert chinese_script(["代理"]) is None
