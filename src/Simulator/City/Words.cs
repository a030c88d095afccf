namespace Doorstep.Simulator.City;

/// <summary>Words that invented names are made of, each with its English.</summary>
internal static class Words
{
    public static readonly IReadOnlyList<(string Chinese, string English)> First =
    [
        ("云栖", "Yunqi"), ("听松", "Tingsong"), ("望湖", "Wanghu"), ("桃源", "Taoyuan"), ("锦绣", "Jinxiu"), ("翠竹", "Cuizhu"), ("明月", "Mingyue"), ("清河", "Qinghe"),
        ("紫藤", "Ziteng"), ("玉兰", "Yulan"), ("丹桂", "Dangui"), ("银杏", "Yinxing"), ("碧波", "Bibo"), ("朝晖", "Zhaohui"), ("安和", "Anhe"), ("景明", "Jingming"),
        ("春晓", "Chunxiao"), ("秋实", "Qiushi"), ("长乐", "Changle"), ("金穗", "Jinsui"), ("双桥", "Shuangqiao"), ("石榴", "Shiliu"), ("白鹭", "Bailu"), ("青枫", "Qingfeng"),
        ("荷风", "Hefeng"), ("南浦", "Nanpu"), ("和悦", "Heyue"), ("凌波", "Lingbo"), ("松涛", "Songtao"), ("兰亭", "Lanting"), ("星河", "Xinghe"), ("沁园", "Qinyuan"),
    ];

    public static readonly IReadOnlyList<(string Chinese, string English)> Homes =
        [("花园", "Garden"), ("家园", "Homes"), ("小区", "Estate"), ("新村", "Village"), ("华府", "Court"), ("雅苑", "Terrace"), ("名居", "Residence"), ("公寓", "Flats")];

    public static readonly IReadOnlyList<string> Streets =
    [
        "启航", "文澜", "江韵", "惠民", "同心", "新元", "百川", "立业", "崇德", "通衢", "广济", "万象",
        "和风", "远望", "知行", "宏图", "凤栖", "古渡", "西岭", "东坪", "石桥", "柳堤", "枫林", "榕荫",
        "麒麟", "扬帆", "彩虹", "吉庆", "福田", "永安", "丰收", "澄江", "霞光", "槐安", "梧桐", "芦花",
        "栖霞", "映山", "流芳", "光华", "晨光", "建安", "康宁", "平湖", "锦江", "鹿鸣", "墨香", "樟树",
    ];

    public static readonly IReadOnlyList<(string Chinese, string English)> Providers =
    [
        ("启明充电", "Qiming Charging"), ("驰光能源", "Chiguang Energy"), ("蓝帆智充", "Lanfan Charging"), ("绿源驿站", "Luyuan Stations"), ("安驿充电", "Anyi Charging"),
        ("江风新能", "Jiangfeng Energy"), ("邻里充", "Linli Charging"), ("万家电桩", "Wanjia Piles"), ("晨曦充电", "Chenxi Charging"), ("星桩科技", "Xingzhuang Tech"),
        ("优充服务", "Youchong Service"), ("禾充能源", "Hechong Energy"), ("畅行电力", "Changxing Power"), ("鼎充科技", "Dingchong Tech"), ("百桩联", "Baizhuang Union"),
        ("融电服务", "Rongdian Service"), ("青鸟充电", "Qingniao Charging"), ("社区充", "Shequ Charging"), ("智邻能源", "Zhilin Energy"), ("极光桩", "Jiguang Piles"),
    ];

    public static readonly IReadOnlyList<string> Surnames =
        ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹"];

    public static readonly IReadOnlyList<string> GivenNames =
        ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "平", "刚", "桂英", "文博", "子涵", "雨桐", "思远", "嘉怡", "晓东", "建国", "志强"];

    /// <summary>Cars with the energy of their battery in kWh.</summary>
    public static readonly IReadOnlyList<(string Model, int KilowattHours)> Cars =
        [("微型电动车", 17), ("小型电动车", 31), ("紧凑型轿车", 44), ("紧凑型轿车", 57), ("中型轿车", 60), ("中型轿车", 78), ("紧凑型SUV", 61), ("中型SUV", 82), ("网约车版轿车", 54)];
}
